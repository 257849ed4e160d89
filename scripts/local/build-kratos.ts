import { readFile } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { startChild } from "./child";
import { scriptsFolder } from "./folders";
import { programName, putIntoCache } from "./program-cache";
import type { Step } from "./step";

/** Kratos couldn't be built. The message says why. */
export class BuildError extends Error {
  override name = "BuildError";
}

const moduleFolder = path.join(scriptsFolder, "kratos");

/** Returns the Kratos version that scripts/kratos/go.mod pins, such as "v1.3.1". */
export async function pinnedModuleVersion(): Promise<string> {
  const goMod = await readFile(path.join(moduleFolder, "go.mod"), "utf8");
  const version = /^require github\.com\/ory\/kratos (v\S+)$/m.exec(goMod)?.[1];
  if (version === undefined)
    throw new Error("scripts/kratos/go.mod pins no github.com/ory/kratos.");
  return version;
}

/** Builds Kratos from the Go module into the cache. Takes minutes the first time. */
export async function buildKratos(
  version: string,
  target: string,
  step: Step,
  env: NodeJS.ProcessEnv,
): Promise<{ program: string; version: string }> {
  const go = await execa("go", ["version"], {
    reject: false,
    stdin: "ignore",
    cwd: moduleFolder,
    env,
    extendEnv: false,
  });
  if (go.exitCode !== 0) {
    throw new BuildError(go.exitCode === undefined ? "Go is not installed" : go.stderr);
  }
  return putIntoCache(target, async (folder) => {
    const toCompile = await packagesToCompile(step, env);
    const program = path.join(folder, programName);
    let compiled = 0;
    const setVersion = `-X github.com/ory/kratos/driver/config.Version=${version}`;
    await runGo(
      ["build", "-v", "-tags", "sqlite", "-ldflags", `-s -w ${setVersion}`, "-o", program, "."],
      (line) => {
        // With -v, go prints each package that it compiles.
        if (isPackage(line)) compiled += 1;
        step.update(
          compiled < toCompile
            ? `${compiled} of ${toCompile} packages compiled`
            : "linking the program",
        );
      },
      env,
    );
    return program;
  });
}

async function packagesToCompile(step: Step, env: NodeJS.ProcessEnv): Promise<number> {
  let downloaded = 0;
  let stale = 0;
  await runGo(
    // The stale packages are those missing from Go's build cache. This also downloads the modules.
    ["list", "-deps", "-tags", "sqlite", "-f", "{{if .Stale}}{{.ImportPath}}{{end}}", "."],
    (line) => {
      if (line.startsWith("go: downloading ")) {
        downloaded += 1;
        step.update(`${downloaded} modules downloaded`);
      } else if (isPackage(line)) stale += 1;
    },
    env,
  );
  return stale;
}

function isPackage(line: string): boolean {
  return /^[\w.~/-]+$/.test(line);
}

async function runGo(
  args: string[],
  onLine: (line: string) => void,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const said: string[] = [];
  const go = startChild("go", args, {
    cwd: moduleFolder,
    // The SQLite driver needs cgo. GOWORK is off, because a workspace may surround this clone.
    env: { ...env, CGO_ENABLED: "1", GOWORK: "off", GOFLAGS: goFlags(env) },
    output: (line) => {
      said.push(line);
      onLine(line);
    },
  });
  if ((await go.exited) === 0) return;
  const reasons = said.filter((line) => line !== "" && !isPackage(line)).slice(-10);
  throw new BuildError(`go ${args[0] ?? ""} failed:\n${reasons.join("\n")}`);
}

// Without this flag, Go fails if git doesn't trust the clone's owner, as in a container.
function goFlags(env: NodeJS.ProcessEnv): string {
  return `${env.GOFLAGS ?? ""} -buildvcs=false`.trim();
}
