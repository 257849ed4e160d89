import { Login } from "@ory/elements-react/theme";
import { getLoginFlow, type OryPageParams } from "@ory/nextjs/app";
import config from "../../../ory.config";

export default async function LoginPage({ searchParams }: OryPageParams) {
  const flow = await getLoginFlow(config, searchParams);
  return flow && <Login flow={flow} config={config} components={{ Card: {} }} />;
}
