/**
 * `npm run archive --prefix maintain`: builds the archive that people start from, out of what would
 * be committed now. Counts it and follows the README in it. `-- --full` also runs `npm test` there,
 * otherwise only the parts without a browser. Closes with `N passed, N failed`.
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { execa } from "execa";
import { developmentEnvironment } from "../e2e/fixtures/start-app";
import { waitForHttp } from "../e2e/fixtures/wait";
import { beginFlow } from "../scripts/doctor/flows";
import { browser } from "../scripts/doctor/visitor";
import { freePorts } from "../scripts/local/ports";
import { close } from "../scripts/test/outcome";
import { extractArchive } from "./archive/extract";
import { checkSizes } from "./archive/count";
import { Checks } from "./checks";
import { expectRun } from "./run-in";

const { full } = parseArgs({ options: { full: { type: "boolean", default: false } } }).values;
const checks = new Checks();
const folder = await mkdtemp(path.join(tmpdir(), "ory-nextjs-starter-archive-"));

const run = (...command: [string, ...string[]]) =>
  expectRun(checks, folder, `In the archive: ${command.join(" ")}`, command);

/** Starts `npm run dev`, requests the sign-in page, and stops it. */
async function expectDev(): Promise<void> {
  const ports = await freePorts(5);
  const dev = execa("npm", ["run", "dev"], {
    cwd: folder,
    env: developmentEnvironment(ports),
    all: true,
    stdin: "ignore",
    reject: false,
  });
  const origin = `http://localhost:${ports[0] ?? 0}`;
  try {
    await waitForHttp(
      `${origin}/api/health`,
      dev.then(({ exitCode }) => exitCode ?? 1),
    );
    // The first request compiles the page, so it takes longer than a visitor waits.
    for (const page of ["/auth/login", "/self-service/login/browser"]) {
      await (await fetch(origin + page, { redirect: "manual" })).arrayBuffer();
    }
    const visitor = browser();
    const { location } = await beginFlow(visitor, origin, "login");
    const { status, text } = await visitor.request(location?.href ?? origin);
    const shown = text.includes('name="identifier"');
    checks.expect("npm run dev shows the sign-in page", shown, `status ${status}`);
  } catch (error) {
    checks.check("npm run dev starts", [String(error)]);
  } finally {
    dev.kill("SIGTERM");
    const { all } = await dev;
    if (checks.failed > 0) console.log(all);
  }
}

try {
  await extractArchive(folder);
  checkSizes(checks, folder);
  const lock = path.join(folder, "package-lock.json");
  const locked = await readFile(lock, "utf8");
  await run("npm", "install", "--no-audit", "--no-fund");
  checks.expect("the lockfile is the manifest's", (await readFile(lock, "utf8")) === locked);
  await expectDev();
  if (full) await run("npm", "test");
  else await run("npm", "run", "typecheck");
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}
close(checks);
