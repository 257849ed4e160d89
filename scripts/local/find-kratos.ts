import { access, constants } from "node:fs/promises";
import path from "node:path";
import { releaseArchive, type Archive } from "../kratos-release";
import { buildKratos, pinnedModuleVersion } from "./build-kratos";
import { downloadKratos, WrongChecksumError } from "./download-kratos";
import { ExplainedError } from "./explained-error";
import { userCacheFolder } from "./folders";
import { checkKratos } from "./kratos-version";
import { cachedProgram, programName } from "./program-cache";
import { startStep } from "./step";
import { noKratosMessage } from "./no-kratos";

export interface FoundKratos {
  program: string;
  version: string;
  source: "KRATOS_BIN" | "PATH" | "cache" | "release" | "build";
}

/** No Ory Kratos is available. The message lists what to do. */
export class NoKratosError extends ExplainedError {
  override name = "NoKratosError";
}

export interface FindOptions {
  log?: ((line: string) => void) | undefined;
  env?: NodeJS.ProcessEnv;
  cacheFolder?: string;
  /** Undefined if Ory publishes none for this system. */
  archive?: Archive | undefined;
}

/**
 * Finds Ory Kratos in this order: KRATOS_BIN, PATH, the user's cache, the official release, a build
 * from the Go module. Throws a NoKratosError if all fail, or a WrongChecksumError if the release
 * doesn't match the pin.
 */
export async function findKratos(options: FindOptions = {}): Promise<FoundKratos> {
  const env = options.env ?? process.env;
  const log = options.log ?? console.error;
  const cacheFolder = options.cacheFolder ?? userCacheFolder;
  const archive =
    "archive" in options ? options.archive : releaseArchive(process.platform, process.arch);

  if (env.KRATOS_BIN) return named(env.KRATOS_BIN);
  for (const program of await onPath(env)) {
    const checked = await checkKratos(program);
    if (checked.usable) return { program, version: checked.version, source: "PATH" };
    log(`Passing over ${program}: ${checked.reason}.`);
  }
  const moduleVersion = await pinnedModuleVersion();
  const builtProgram = cachedProgram(cacheFolder, `${moduleVersion}-built`);
  const releasedProgram =
    archive === undefined ? undefined : cachedProgram(cacheFolder, archive.version);
  for (const program of [releasedProgram, builtProgram]) {
    if (program === undefined || !(await isExecutable(program))) continue;
    const checked = await checkKratos(program);
    if (checked.usable) return { program, version: checked.version, source: "cache" };
    log(`Passing over ${program}: ${checked.reason}.`);
  }

  const reasons: string[] = [];
  if (archive === undefined || releasedProgram === undefined) {
    reasons.push(`Ory publishes no Kratos for ${process.platform} on ${process.arch}.`);
  } else {
    const step = startStep(`Downloading Ory Kratos ${archive.version}`, options.log);
    try {
      const downloaded = await downloadKratos(archive, releasedProgram, step);
      step.done(`Downloaded Ory Kratos ${downloaded.version}.`);
      return { ...downloaded, source: "release" };
    } catch (error) {
      const reason = `The release could not be used: ${message(error)}.`;
      step.fail(reason);
      if (error instanceof WrongChecksumError) throw error;
      reasons.push(reason);
    }
  }

  const step = startStep(`Building Ory Kratos ${moduleVersion} with Go`, options.log);
  try {
    const built = await buildKratos(moduleVersion, builtProgram, step, env);
    step.done(`Built Ory Kratos ${built.version}.`);
    return { ...built, source: "build" };
  } catch (error) {
    const reason = `It could not be built: ${message(error)}.`;
    step.fail(reason);
    reasons.push(reason);
  }
  throw new NoKratosError(noKratosMessage(reasons, archive?.version ?? moduleVersion));
}

// The program was chosen explicitly, so an unusable one is an error and isn't skipped.
async function named(file: string): Promise<FoundKratos> {
  const program = path.resolve(file);
  const checked = await checkKratos(program);
  if (!checked.usable) {
    throw new NoKratosError(
      `KRATOS_BIN is ${file}, which is no usable Ory Kratos: ${checked.reason}. Set it to the path of a kratos program, or unset it.`,
    );
  }
  return { program, version: checked.version, source: "KRATOS_BIN" };
}

async function onPath(env: NodeJS.ProcessEnv): Promise<string[]> {
  // Windows calls the variable "Path" and ignores case.
  const folders = Object.entries(env).find(([name]) => name.toUpperCase() === "PATH")?.[1] ?? "";
  const candidates = folders
    .split(path.delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => path.resolve(folder, programName));
  const found: string[] = [];
  for (const candidate of candidates) if (await isExecutable(candidate)) found.push(candidate);
  return found;
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

function message(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, "");
}
