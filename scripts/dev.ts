/** `npm run dev`: the local Ory, the mail catcher and `next dev`, with one command. */
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

// What comes after "npm run dev --" is for next dev; the port is for Ory as well.
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
  // Finding it may take a download or a build. After that both start side by side.
  const kratos = await findKratos();
  // ORY_SESSION_TOKEN_TEMPLATE=starter npm run dev: what belongs to it is known here.
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
    // What Next.js says while it starts comes first, so that this stays in sight.
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
    // Its telemetry is sent by a process that outlives it, and nothing is to be left behind.
    env: { NEXT_TELEMETRY_DISABLED: "1", ...env },
    output: "inherit",
  });
  add(next);
  void next.exited.then((code) => {
    // Told to end, it does so through us. Ended by itself, even with 0, is a failure.
    end(code === 0 ? 1 : code, `next dev ended (exit code ${code}).`);
  });
}
