import { Login } from "@ory/elements-react/theme";
import { getLoginFlow, type OryPageParams } from "@ory/nextjs/app";
import config from "../../../ory.config";

export default async function LoginPage({ searchParams }: OryPageParams) {
  const flow = await getLoginFlow(config, searchParams);
  // Set here, because elsewhere the build would have to know it.
  const sdk = { url: process.env.ORY_SDK_URL };
  return flow && <Login flow={flow} config={{ ...config, sdk }} components={{ Card: {} }} />;
}
