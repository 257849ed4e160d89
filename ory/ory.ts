/** `npm run ory`: Ory Kratos and the mail catcher, without the app. */
import { banner } from "./local/banner";
import { loadEnvironmentFiles } from "./local/environment-files";
import { developmentDataFolder } from "./local/folders";
import { runInForeground } from "./local/foreground";
import { kratosSettingsIn } from "./local/kratos-environment";
import { startLocalOry } from "./local/local-ory";
import { readSettings } from "./local/settings";

await runInForeground(async ({ add, end }) => {
  loadEnvironmentFiles();
  const { appUrl, ports, allowedReturnOrigins } = readSettings(process.env);
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
      appNote: "not started: this is where Ory expects it",
      steps: [
        `Start the app: NEXT_PUBLIC_ORY_SDK_URL=${ory.publicUrl} ORY_ADMIN_URL=${ory.adminUrl} npx next dev`,
        `Or ask Ory yourself: curl ${ory.publicUrl}/self-service/login/api`,
      ],
    }),
  );
});
