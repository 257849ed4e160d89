/** `npm run ory`: runs Ory Kratos and the mail catcher, without the app. */
import { banner } from "./local/banner";
import { startDevelopmentOry } from "./local/development-ory";
import { loadEnvironmentFiles } from "./local/environment-files";
import { developmentDataFolder } from "./local/folders";
import { runInForeground } from "./local/foreground";
import { readSettings } from "./local/settings";

await runInForeground(async (foreground) => {
  loadEnvironmentFiles();
  const settings = readSettings(process.env);
  const ory = await startDevelopmentOry(foreground, settings);
  console.log(
    banner({
      title: "Ory Kratos is running, without the app",
      ory,
      appUrl: settings.appUrl,
      dataFolder: developmentDataFolder,
      appNote: "not started: here Ory expects it",
      steps: [
        `Start the app: NEXT_PUBLIC_ORY_SDK_URL=${ory.publicUrl} ORY_ADMIN_URL=${ory.adminUrl} npx next dev`,
        `Or ask Ory yourself: curl ${ory.publicUrl}/self-service/login/api`,
      ],
    }),
  );
});
