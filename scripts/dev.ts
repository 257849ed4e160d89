/** `npm run dev`: runs the local Ory, the mail catcher and `next dev`. */
import { createRequire } from "node:module";
import { parseArgs } from "node:util";
import { siteName } from "../lib/words/site";
import { banner } from "./local/banner";
import { startChild } from "./local/child";
import { startDevelopmentOry } from "./local/development-ory";
import { loadEnvironmentFiles, projectFolder } from "./local/environment-files";
import { findKratos } from "./local/find-kratos";
import { developmentDataFolder } from "./local/folders";
import { runInForeground, type Foreground } from "./local/foreground";
import { oryPorts } from "./local/local-ory";
import { assertPortsFree, untilListening } from "./local/ports";
import { readSettings } from "./local/settings";
import { bold, cyan, dim, green } from "./local/style";
import { tokenModeEnvironment } from "./local/token-mode";

// Arguments after "npm run dev --" go to next dev. Ory needs the port too.
const nextArguments = process.argv.slice(2);
const { values } = parseArgs({
  args: nextArguments,
  options: { port: { type: "string", short: "p" } },
  strict: false,
});

await runInForeground(async (foreground) => {
  const environment = loadEnvironmentFiles();
  const settings = readSettings({
    ...process.env,
    ...(typeof values.port === "string" ? { PORT: values.port } : {}),
  });
  const { appPort, appUrl, ports, remoteOryUrl } = settings;
  const app = { port: appPort, purpose: "the app", variable: "PORT" };
  if (remoteOryUrl !== undefined) {
    await assertPortsFree([app]);
    console.log(`\n  ${green("●")} ${bold(siteName)}, with the Ory on ${cyan(remoteOryUrl)}`);
    console.log(dim(`    No local Ory is started. Something odd? npm run doctor\n`));
    startNext(foreground, { ...environment, PORT: String(appPort) });
    return;
  }
  await assertPortsFree([app, ...oryPorts(ports)]);
  // This may download or build Kratos. Only then do Ory and Next.js start, in parallel.
  const kratos = await findKratos();
  // `ORY_SESSION_TOKEN_TEMPLATE=starter npm run dev` fills in the other token settings.
  const tokenMode = process.env.ORY_SESSION_TOKEN_TEMPLATE
    ? await tokenModeEnvironment(developmentDataFolder, appUrl)
    : {};
  startNext(foreground, {
    ...environment,
    ...tokenMode,
    PORT: String(appPort),
    NEXT_PUBLIC_ORY_SDK_URL: `http://localhost:${ports.public}`,
    ORY_ADMIN_URL: `http://localhost:${ports.admin}`,
  });
  const [ory] = await Promise.all([
    startDevelopmentOry(foreground, settings, kratos),
    // Wait for Next.js, so that its startup output doesn't push the banner out of sight.
    untilListening(appPort),
  ]);
  console.log(
    banner({
      title: `${siteName} is running`,
      ory,
      appUrl,
      dataFolder: developmentDataFolder,
      appNote: "each page is built when first opened",
      steps: [
        `Open ${appUrl}/dashboard: you sign in, and are led back.`,
        "Sign up with any address, and find the mail that it gets.",
        "Add an authenticator app in /settings, then open /dashboard/confidential.",
      ],
    }),
  );
});

function startNext({ add, end }: Foreground, env: Record<string, string | undefined>): void {
  const program = createRequire(import.meta.url).resolve("next/dist/bin/next");
  const next = startChild(process.execPath, [program, "dev", ...nextArguments], {
    cwd: projectFolder,
    // Telemetry is sent by a process that outlives next dev.
    env: { NEXT_TELEMETRY_DISABLED: "1", ...env },
    output: "inherit",
  });
  add(next);
  void next.exited.then((code) => {
    // If next dev exits without being stopped by `end`, that's a failure, even with code 0.
    end(code === 0 ? 1 : code, `next dev ended (exit code ${code}).`);
  });
}
