import { socialSettings } from "./social-providers";
import type { FoundKratos } from "./find-kratos";
import { developmentDataFolder } from "./folders";
import type { Foreground } from "./foreground";
import { kratosSettingsIn } from "./kratos-environment";
import { type LocalOry, startLocalOry } from "./local-ory";
import type { Settings } from "./settings";

/** Starts the local Ory of `npm run dev` and `npm run ory`, which end with it. Keeps its data. */
export async function startDevelopmentOry(
  { add, end }: Foreground,
  { appUrl, ports, allowedReturnOrigins }: Settings,
  kratos?: FoundKratos,
): Promise<LocalOry> {
  const ory = await startLocalOry({
    appUrl,
    ports,
    allowedReturnOrigins,
    kratos,
    dataFolder: developmentDataFolder,
    env: { ...socialSettings(process.env), ...kratosSettingsIn(process.env) },
    demoUsers: true,
  });
  add(ory);
  ory.onExit((error) => {
    end(1, error.message);
  });
  return ory;
}
