/** `npm run dev`: the local Ory, the mail catcher and `next dev`, with one command. */
import { createRequire } from "node:module";
import { parseArgs } from "node:util";
import { banner } from "./local/banner";
import { startChild } from "./local/child";
import { loadEnvironmentFiles, projectFolder } from "./local/environment-files";
import { developmentDataFolder } from "./local/folders";
import { runInForeground, type Foreground } from "./local/foreground";
import { kratosSettingsIn } from "./local/kratos-environment";
import { startLocalOry } from "./local/local-ory";
import { assertPortsFree } from "./local/ports";
import { readSettings, type Settings } from "./local/settings";

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
  await assertPortsFree([{ port: settings.appPort, purpose: "the app", variable: "PORT" }]);
  startNext(foreground, { ...environment, ...(await startOry(foreground, settings)) });
});

/** Returns what the app has to know of the Ory that it uses. */
async function startOry(
  { add, end }: Foreground,
  settings: Settings,
): Promise<Record<string, string>> {
  const { appPort, appUrl, ports, allowedReturnOrigins, remoteOryUrl } = settings;
  if (remoteOryUrl !== undefined) {
    console.log(`\n  Using the Ory on ${remoteOryUrl}: no local Ory is started.\n`);
    return { PORT: String(appPort) };
  }
  const ory = await startLocalOry({
    appUrl,
    ports,
    allowedReturnOrigins,
    dataFolder: developmentDataFolder,
    env: kratosSettingsIn(process.env),
    demoUsers: true,
  });
  add(ory);
  ory.onExit((error) => {
    end(1, error.message);
  });
  console.log(
    banner({
      ory,
      appUrl,
      dataFolder: developmentDataFolder,
      appNote: "as soon as it says Ready below",
      steps: [
        `Open ${appUrl}/dashboard: it sends you to sign in, and back once you have.`,
        `Sign in as demo@example.com, then as totp@example.com, who has a second factor.`,
        `Sign up with any address: the code is in ${ory.mailUrl}`,
      ],
    }),
  );
  return {
    PORT: String(appPort),
    NEXT_PUBLIC_ORY_SDK_URL: ory.publicUrl,
    ORY_ADMIN_URL: ory.adminUrl,
  };
}

function startNext({ add, end }: Foreground, env: Record<string, string | undefined>): void {
  const program = createRequire(import.meta.url).resolve("next/dist/bin/next");
  const next = startChild(process.execPath, [program, "dev", ...nextArguments], {
    cwd: projectFolder,
    env,
    output: "inherit",
  });
  add(next);
  void next.exited.then((code) => {
    // Told to end, it does so through us. Ended by itself, even with 0, is a failure.
    end(code === 0 ? 1 : code, `next dev ended (exit code ${code}).`);
  });
}
