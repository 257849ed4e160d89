import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { execa } from "execa";
import type { Archive } from "../kratos-release";
import { ExplainedError } from "./explained-error";
import { programName, putIntoCache } from "./program-cache";
import type { Step } from "./step";

/** The release can't be downloaded. The caller may try another source. */
export class ReleaseUnavailableError extends Error {
  override name = "ReleaseUnavailableError";
}

/**
 * A complete archive arrived that isn't the pinned one. Either the pin is wrong or the archive was
 * replaced. The search ends here, because falling back to another source would hide it.
 */
export class WrongChecksumError extends ExplainedError {
  override name = "WrongChecksumError";
}

export interface DownloadLimits {
  /** How long to wait for a response to begin. */
  connectMs: number;
  /** How long a response may stall. */
  stallMs: number;
}

const defaultLimits: DownloadLimits = { connectMs: 10_000, stallMs: 30_000 };

export async function downloadKratos(
  archive: Archive,
  target: string,
  step: Step,
  limits: DownloadLimits = defaultLimits,
): Promise<{ program: string; version: string }> {
  return putIntoCache(target, async (folder) => {
    const file = path.join(folder, archive.url.endsWith(".zip") ? "kratos.zip" : "kratos.tar.gz");
    const sha256 = await download(archive.url, file, step, limits);
    if (sha256 !== archive.sha256) {
      throw new WrongChecksumError(
        `The checksum of ${archive.url} is wrong: it is ${sha256}, and ${archive.sha256} is pinned ` +
          "in scripts/kratos-release.ts. Nothing of it was kept. Something between here and there " +
          "replaces the file, or the pin is wrong; until that is clear, set KRATOS_BIN to a Kratos " +
          "that you trust.",
      );
    }
    return extract(file, folder);
  });
}

/** Returns the SHA-256 of the downloaded file. */
async function download(
  url: string,
  file: string,
  step: Step,
  limits: DownloadLimits,
): Promise<string> {
  const abort = new AbortController();
  let timer = setTimeout(() => {
    abort.abort(new Error(`no answer within ${limits.connectMs / 1000} s`));
  }, limits.connectMs);
  const stillMoving = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      abort.abort(new Error(`nothing more came for ${limits.stallMs / 1000} s`));
    }, limits.stallMs);
  };
  let received = 0;
  let expected: number | undefined;
  try {
    const response = await fetch(url, { signal: abort.signal });
    stillMoving();
    if (!response.ok || response.body === null) {
      throw new ReleaseUnavailableError(`${url} answers ${response.status}`);
    }
    // Likely a proxy's or a captive portal's own page, not a tampered archive.
    if (response.headers.get("content-type")?.startsWith("text/html") === true) {
      throw new ReleaseUnavailableError(`${url} answers with a web page instead of the archive`);
    }
    const length = response.headers.get("content-length");
    if (length !== null) expected = Number(length);
    const reader = response.body.getReader();
    const hash = createHash("sha256");
    await pipeline(async function* () {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        stillMoving();
        hash.update(value);
        received += value.length;
        step.update(progress(received, expected));
        yield value;
      }
    }, createWriteStream(file));
    return hash.digest("hex");
  } catch (error) {
    if (error instanceof ReleaseUnavailableError) throw error;
    const reason = abort.signal.aborted ? String(abort.signal.reason) : describe(error);
    throw new ReleaseUnavailableError(
      received > 0
        ? `${url} was cut short after ${progress(received, expected)} (${reason})`
        : `${url} can't be reached (${reason})`,
      { cause: error },
    );
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}

function progress(received: number, expected: number | undefined): string {
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
  if (expected === undefined) return `${megabytes(received)} MB`;
  const percent = Math.floor((received / expected) * 100);
  return `${percent} % of ${megabytes(expected)} MB`;
}

// fetch only says "fetch failed". Its cause says what failed.
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message || error.cause.name : error.message;
}

async function extract(file: string, folder: string): Promise<string> {
  // Windows' own tar can read zip files. The tar that comes with Git can't.
  const { SystemRoot = "C:\\Windows" } = process.env;
  const tar = process.platform === "win32" ? path.join(SystemRoot, "System32", "tar.exe") : "tar";
  await execa(tar, ["-xf", path.basename(file)], { cwd: folder });
  const entries = await readdir(folder, { recursive: true });
  const program = entries.find((entry) => path.basename(entry) === programName);
  if (program === undefined) throw new Error(`the archive holds no ${programName}`);
  return path.join(folder, program);
}
