import { createHash } from "node:crypto";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import path from "node:path";
import { execa } from "execa";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { downloadKratos, ReleaseUnavailableError, WrongChecksumError } from "./download-kratos";
import { freePorts } from "./ports";
import { cachedProgram } from "./program-cache";
import type { Step } from "./step";
import { temporaryFolder, writeProgram, writeScript } from "./test-programs";

const silent: Step = { update: () => undefined, done: () => undefined, fail: () => undefined };

let cache = "";
let target = "";
let server: Server | undefined;

beforeEach(async () => {
  cache = await temporaryFolder();
  target = cachedProgram(cache, "v9.9.9");
});
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

async function serve(listener: RequestListener): Promise<string> {
  const started = createServer(listener);
  server = started;
  const [port = 0] = await freePorts(1);
  await new Promise<void>((resolve) => started.listen(port, "127.0.0.1", resolve));
  return `http://127.0.0.1:${port}/kratos.tar.gz`;
}

async function archive(scriptLine?: string): Promise<{ bytes: Buffer; sha256: string }> {
  const folder = path.join(await temporaryFolder(), "archive");
  await mkdir(folder);
  if (scriptLine === undefined) await writeProgram(folder, "v9.9.9");
  else await writeScript(folder, scriptLine);
  await execa("tar", ["-czf", "../archive.tar.gz", "kratos"], { cwd: folder });
  const bytes = await readFile(path.join(folder, "../archive.tar.gz"));
  return { bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
}

function download(url: string, sha256: string, limits?: { connectMs: number; stallMs: number }) {
  return downloadKratos({ version: "v9.9.9", url, sha256 }, target, silent, limits);
}

async function cached(): Promise<string[]> {
  const entries = await readdir(cache, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

// The fake program is a shell script.
describe.skipIf(process.platform === "win32")("downloading the release", () => {
  test("puts a program into the cache that runs, and nothing else", async () => {
    const { bytes, sha256 } = await archive();
    const url = await serve((_, response) => response.end(bytes));
    const seen: string[] = [];
    const result = await downloadKratos({ version: "v9.9.9", url, sha256 }, target, {
      ...silent,
      update: (detail) => seen.push(detail),
    });
    expect(result).toEqual({ program: target, version: "v9.9.9" });
    expect((await execa(target, ["version"])).stdout).toContain("v9.9.9");
    expect(await cached()).toEqual(["kratos"]);
    expect(seen.at(-1)).toMatch(/^100 % of /);
  });

  test("stops at a wrong checksum, says both, and keeps nothing", async () => {
    const { bytes } = await archive();
    const url = await serve((_, response) => response.end(bytes));
    const attempt = download(url, "0".repeat(64));
    await expect(attempt).rejects.toThrow(WrongChecksumError);
    await expect(attempt).rejects.toThrow(/checksum of .* is wrong: it is [0-9a-f]{64}, and 0{64}/);
    expect(await cached()).toEqual([]);
  });

  test("says that an archive was cut short, and keeps nothing", async () => {
    const { bytes, sha256 } = await archive();
    const url = await serve((_, response) => {
      response.writeHead(200, { "content-length": bytes.length });
      response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
    });
    const attempt = download(url, sha256);
    await expect(attempt).rejects.toThrow(ReleaseUnavailableError);
    await expect(attempt).rejects.toThrow(/was cut short after \d+ % of/);
    expect(await cached()).toEqual([]);
  });

  test("does not wait for an answer that stands still", async () => {
    const { bytes, sha256 } = await archive();
    const url = await serve((_, response) => {
      response.writeHead(200, { "content-length": bytes.length });
      response.write(bytes.subarray(0, 10));
    });
    await expect(download(url, sha256, { connectMs: 1000, stallMs: 100 })).rejects.toThrow(
      /cut short .*nothing more came for 0.1 s/,
    );
    expect(await cached()).toEqual([]);
  });

  test("does not wait for an answer that never begins", async () => {
    const url = await serve(() => undefined);
    await expect(download(url, "", { connectMs: 100, stallMs: 1000 })).rejects.toThrow(
      /can't be reached .*no answer within 0.1 s/,
    );
  });

  test("says the status of a release that is not there", async () => {
    const url = await serve((_, response) => response.writeHead(404).end());
    const attempt = download(url, "");
    await expect(attempt).rejects.toThrow(ReleaseUnavailableError);
    await expect(attempt).rejects.toThrow("answers 404");
  });

  test("takes a web page for what it is, not for a tampered archive", async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end("Please pay");
    });
    await expect(download(url, "")).rejects.toThrow(ReleaseUnavailableError);
  });

  test("says that nobody answers", async () => {
    const [port = 0] = await freePorts(1);
    const attempt = download(`http://127.0.0.1:${port}/kratos.tar.gz`, "");
    await expect(attempt).rejects.toThrow(ReleaseUnavailableError);
    await expect(attempt).rejects.toThrow(/can't be reached .*ECONNREFUSED/);
  });

  test("keeps no program that does not run on this system", async () => {
    const { bytes, sha256 } = await archive("echo wrong libc >&2; exit 1");
    const url = await serve((_, response) => response.end(bytes));
    await expect(download(url, sha256)).rejects.toThrow(/does not run on this system.*wrong libc/);
    expect(await cached()).toEqual([]);
  });

  test("two at once leave one whole program", async () => {
    const { bytes, sha256 } = await archive();
    const url = await serve((_, response) => response.end(bytes));
    await Promise.all([download(url, sha256), download(url, sha256)]);
    expect((await execa(target, ["version"])).stdout).toContain("v9.9.9");
    expect(await cached()).toEqual(["kratos"]);
  });
});
