/** `npm run dev`: the local Ory, the mail catcher and `next dev`, with one command. */
import { createRequire } from "node:module";
import { parseArgs } from "node:util";
import { banner } from "./local/banner";
import { startChild } from "./local/child";
import { startDevelopmentOry } from "./local/development-ory";
import { loadEnvironmentFiles, projectFolder } from "./local/environment-files";
import { findKratos } from "./local/find-kratos";
import { developmentDataFolder } from "./local/folders";
import { runInForeground, type Foreground } from "./local/foreground";
import { oryPorts } from "./local/local-ory";
import { assertPortsFree } from "./local/ports";
import { readSettings } from "./local/settings";
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
    console.log(`\n  Using the Ory on ${remoteOryUrl}: no local Ory is started.\n`);
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
  const ory = await startDevelopmentOry(foreground, settings, kratos);
  console.log(
    banner({
      ory,
      appUrl,
      dataFolder: developmentDataFolder,
      appNote: "Next.js says when it is Ready",
      steps: [
        `Open ${appUrl}/dashboard: it sends you to sign in, and back once you have.`,
        `Sign in as demo@example.com, then as totp@example.com, who has a second factor.`,
        `Sign up with any address: the code is in ${ory.mailUrl}`,
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
