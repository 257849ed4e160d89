/**
 * `npm run vercel --prefix maintain`: builds a copy of this checkout with Vercel's own program,
 * without an account, and checks what it would deploy. Closes with `N passed, N failed`.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { execa } from "execa";
import { close } from "../scripts/test/outcome";
import { startStep } from "../scripts/local/step";
import { Checks } from "./checks";
import { root } from "./contract/folders";
import { installPackages } from "./contract/install";
import { copyTrackedFiles } from "./tracked-files";
import { checkConfiguration, checkFunctions } from "./vercel/output";

/** The accepted warnings: Next.js's about middleware.ts, and that this isn't Vercel. */
const expectedWarnings = [
  /^⚠ The "middleware" file convention is deprecated\. Please use "proxy" instead\.$/,
  /^WARNING! Build not running on Vercel\. System environment variables will not be available\.$/,
];

const checks = new Checks();
await installPackages("maintain");
const copy = await mkdtemp(path.join(tmpdir(), "ory-nextjs-starter-vercel-"));
try {
  const files = await copyTrackedFiles(copy);
  mkdirSync(path.join(copy, ".vercel"));
  const settings = { framework: "nextjs", nodeVersion: "24.x" };
  const project = { projectId: "prj_check", orgId: "team_check", settings };
  writeFileSync(path.join(copy, ".vercel/project.json"), JSON.stringify(project));

  const step = startStep("Building with Vercel's program");
  const { all, exitCode } = await execa(
    process.execPath,
    [
      path.join(root, "maintain/node_modules/vercel/dist/vc.js"),
      ...["build", "--prod", "--yes", "--token", "none"],
    ],
    {
      cwd: copy,
      env: {
        NODE_ENV: undefined,
        NEXT_DIST_DIR: undefined,
        NEXT_TELEMETRY_DISABLED: "1",
        VERCEL_TELEMETRY_DISABLED: "1",
      },
      all: true,
      reject: false,
      timeout: 30 * 60_000,
    },
  );
  step.done("Building with Vercel's program: done");
  const said = stripVTControlCharacters(all).split("\n");
  checks.check("the build ends well", exitCode === 0 ? [] : said.slice(-20));
  const warnings = said.map((line) => line.trim()).filter((line) => /warn|⚠|deprecat/i.test(line));
  checks.check(
    "there is no warning but the one about middleware.ts",
    warnings.filter((line) => !expectedWarnings.some((expected) => expected.test(line))),
  );
  if (exitCode === 0) {
    const output = path.join(copy, ".vercel/output");
    checkFunctions(checks, output, files);
    checkConfiguration(checks, output);
  }
} finally {
  await rm(copy, { recursive: true, force: true, maxRetries: 3 });
}
close(checks);
