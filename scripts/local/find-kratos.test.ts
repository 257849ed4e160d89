import { createServer } from "node:http";
import path from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { kratosRelease, releaseArchive, type Archive } from "../kratos-release";
import { pinnedModuleVersion } from "./build-kratos";
import { WrongChecksumError } from "./download-kratos";
import { findKratos } from "./find-kratos";
import { noKratosMessage } from "./no-kratos";
import { freePorts } from "./ports";
import { cachedProgram } from "./program-cache";
import { temporaryFolder, writeProgram, writeScript } from "./test-programs";

let folder = "";
let archive: Archive;
let said: string[] = [];

beforeEach(async () => {
  folder = await temporaryFolder();
  const [port = 0] = await freePorts(1);
  archive = { version: "v9.9.9", url: `http://127.0.0.1:${port}/kratos.tar.gz`, sha256: "" };
  said = [];
});

function find(env: Record<string, string>) {
  return findKratos({
    archive,
    cacheFolder: path.join(folder, "cache"),
    env: { NODE_ENV: "test", ...env },
    log: (line) => said.push(line),
  });
}

async function fillCache(version: string): Promise<string> {
  const program = cachedProgram(path.join(folder, "cache"), version);
  return writeProgram(path.dirname(program), version);
}

// The fake programs are shell scripts.
describe.skipIf(process.platform === "win32")("looking for Kratos", () => {
  test("KRATOS_BIN comes before PATH", async () => {
    const program = await writeProgram(path.join(folder, "named"), "v2.0.0");
    await writeProgram(path.join(folder, "bin"), "v3.0.0");
    const found = await find({ KRATOS_BIN: program, PATH: path.join(folder, "bin") });
    expect(found).toEqual({ program, version: "v2.0.0", source: "KRATOS_BIN" });
  });

  test("a KRATOS_BIN that is no Kratos is an error, not a reason to look further", async () => {
    await writeProgram(path.join(folder, "bin"), "v3.0.0");
    await expect(
      find({ KRATOS_BIN: path.join(folder, "missing"), PATH: path.join(folder, "bin") }),
    ).rejects.toThrow(/^KRATOS_BIN is .*missing, which is no usable Ory Kratos/);
  });

  test("PATH comes before the cache", async () => {
    const program = await writeProgram(path.join(folder, "bin"), "v3.0.0");
    await fillCache("v9.9.9");
    const found = await find({ PATH: ["/nowhere", path.join(folder, "bin")].join(path.delimiter) });
    expect(found).toEqual({ program, version: "v3.0.0", source: "PATH" });
  });

  test.each([
    ["is broken", "exit 1"],
    ["is another program of that name", 'echo "kratos version v2.8.0"'],
    ["is too old", 'echo "Version:    v1.0.0"'],
  ])("a kratos on PATH that %s is passed over, and that is said", async (_, line) => {
    const broken = await writeScript(path.join(folder, "bin"), line);
    const program = await fillCache("v9.9.9");
    const found = await find({ PATH: path.join(folder, "bin") });
    expect(found).toEqual({ program, version: "v9.9.9", source: "cache" });
    expect(said.join("\n")).toContain(`Passing over ${broken}`);
  });

  test("a program built earlier is taken from the cache before anything is downloaded", async () => {
    const version = await pinnedModuleVersion();
    const cached = cachedProgram(path.join(folder, "cache"), `${version}-built`);
    const program = await writeProgram(path.dirname(cached), version);
    expect(await find({ PATH: "" })).toEqual({ program, version, source: "cache" });
    expect(said).toEqual([]);
  });

  test("a release with a wrong checksum ends the search: nothing is built in its place", async () => {
    const server = createServer((_, response) => response.end("another program"));
    const { port } = new URL(archive.url);
    await new Promise<void>((resolve) => server.listen(Number(port), "127.0.0.1", resolve));
    await expect(find({ PATH: "" })).rejects.toThrow(WrongChecksumError);
    expect(said.join("\n")).not.toContain("Building");
    server.close();
  });

  test("without any way to a program there is one error that lists what to do", async () => {
    // Neither the release nor Go is available here.
    const attempt = findKratos({
      archive,
      cacheFolder: path.join(folder, "cache"),
      env: { NODE_ENV: "test", PATH: path.join(folder, "empty") },
      log: (line) => said.push(line),
    });
    await expect(attempt).rejects.toThrow(/No Ory Kratos could be found, downloaded or built/);
    await expect(attempt).rejects.toThrow(/can't be reached .*ECONNREFUSED/);
    await expect(attempt).rejects.toThrow(/could not be built: Go is not installed/);
  });
});

test("the error names every way out", () => {
  const message = noKratosMessage(["The release could not be used.", "Go is not installed."], "v9");
  for (const part of [
    "  - The release could not be used.",
    "  - Go is not installed.",
    "https://go.dev/dl",
    "KRATOS_BIN",
    "docker run",
    "oryd/kratos:v9",
    "NEXT_PUBLIC_ORY_SDK_URL",
  ]) {
    expect(message).toContain(part);
  }
});

test("every pinned archive has its address and a SHA-256 of its own", () => {
  const systems = Object.keys(kratosRelease.archives);
  const archives = systems.map((system) => {
    const [platform = "", arch = ""] = system.split("-");
    return releaseArchive(platform, arch);
  });
  expect(new Set(archives.map((each) => each?.sha256)).size).toBe(systems.length);
  for (const each of archives) {
    expect(each?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(each?.url).toContain(`/${kratosRelease.version}/kratos_`);
  }
  expect(releaseArchive("sunos", "x64")).toBeUndefined();
});
