/** `npm run config`: prints the settings that an Ory elsewhere needs to work with this app. */
import { InvalidArgumentError, Option } from "@commander-js/extra-typings";
import { z } from "zod";
import { commandLine, run } from "./cli";
import { networkConfig } from "./config/network";
import { asCommands, asJsonPatch, asVariables, asYaml, projectPrefix } from "./config/print";
import { selfHostedConfig } from "./config/self-hosted";
import { readSource, withProviders } from "./config/source";
import { ExplainedError } from "./local/explained-error";
import { socialProviders, socialSettings } from "./local/social-providers";

const command = commandLine(
  "config",
  `Prints what an Ory elsewhere has to be told to work with this app. Social providers come from the
variables of .env.example, as far as they are set in the shell.`,
)
  .addOption(
    new Option("--target <where>", "which Ory")
      .choices(["network", "self-hosted"] as const)
      .makeOptionMandatory(),
  )
  .requiredOption(
    "--app-url <url>",
    "the app's address; again for each other one, the canonical one first",
    addOrigin,
  )
  .option(
    "--return-url <url>",
    "another address that return_to may lead to; again for more",
    addOrigin,
  )
  .option("--json", "one JSON Patch instead of commands or a file")
  .option(
    "--social",
    "the variables for a self-hosted Kratos that switch social sign-in on, with secrets",
  )
  .option("--secrets", "with --json: put the secrets in, from variables of the environment")
  .option("--project <id>", "at Ory Network, for the commands")
  .option("--workspace <id>", "at Ory Network, for the commands")
  .parse();

type Origins = [string, ...string[]];

function addOrigin(text: string, before?: Origins): Origins {
  const url = z.url({ protocol: /^https?$/ }).safeParse(text);
  if (!url.success) throw new InvalidArgumentError("Expected an http(s) URL.");
  const { origin } = new URL(url.data);
  return before === undefined ? [origin] : [...before, origin];
}

await run(() => {
  const options = command.opts();
  if (options.social) {
    const variables = socialSettings(process.env);
    if (Object.keys(variables).length === 0) {
      throw new ExplainedError(
        "No social provider is set in the shell: .env.example names the variables.",
      );
    }
    console.log(asVariables(variables));
    return;
  }
  const source = withProviders(readSource(), socialProviders(process.env, "elsewhere"));
  const places = { appOrigins: options.appUrl, returnOrigins: options.returnUrl ?? [] };
  const network = options.target === "network";
  const groups = network ? networkConfig(source, places) : selfHostedConfig(source, places);
  if (options.json) {
    const environment = options.secrets ? process.env : {};
    const { patch, leftOut } = asJsonPatch(groups, environment, network ? projectPrefix : "");
    console.log(JSON.stringify(patch, null, 2));
    for (const { title, variables } of leftOut) {
      console.error(
        `Left out: ${title}. It holds secrets: set ${variables.join(", ")} and add --secrets.`,
      );
    }
    return;
  }
  console.log(network ? asCommands(groups, options) : asYaml(groups));
});
