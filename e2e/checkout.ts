import {
  copyFileSync,
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What a fresh clone does not have, or what running it does not need. */
const leftOut =
  /^(\.git|\.next.*|\.vercel|\.env|\.env\..*local|node_modules|test-results|playwright-report|docs|examples|maintain|e2e)$/;

/** Copies this checkout, as a fresh clone with its packages installed, and returns where. */
export function copyCheckout(copy = temporaryFolder()): string {
  for (const name of readdirSync(root)) {
    if (leftOut.test(name)) continue;
    cpSync(path.join(root, name), path.join(copy, name), {
      recursive: true,
      filter: (source) => path.basename(source) !== ".data",
    });
  }
  // Turbopack follows no symbolic link out of the project, and copies would take minutes.
  linkTree(path.join(root, "node_modules"), path.join(copy, "node_modules"));
  return copy;
}

function temporaryFolder(): string {
  return realpathSync(mkdtempSync(path.join(tmpdir(), "ory-nextjs-starter-checkout-")));
}

/** Makes the same folders with the same files in them, as hard links where that can be. */
export function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = path.join(from, entry.name);
    const target = path.join(to, entry.name);
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkOrCopy(source, target);
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    // The temporary folder is on another disk.
    copyFileSync(source, target);
  }
}
