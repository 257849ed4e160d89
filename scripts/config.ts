/** `npm run config`: prints what an Ory elsewhere has to be told to work with this app. */
import { parseArgs } from "node:util";
import { z } from "zod";
import { checkSchemas, completeConfig, type SchemaCheck } from "./config/check-schema";
import { networkConfig } from "./config/network";
import { asCommands, asJsonPatch, asVariables, asYaml, projectPrefix } from "./config/print";
import { selfHostedConfig } from "./config/self-hosted";
import { readSource, withProviders } from "./config/source";
import { ExplainedError } from "./local/explained-error";
import { socialProviders, socialSettings } from "./local/social-providers";

const usage = `Usage: npm run config -- --target network|self-hosted --app-url URL [more]

  --app-url URL      the app's address; again for each other one, the canonical one first
  --return-url URL   another address that return_to may lead to; as often as needed
  --json             one JSON Patch instead of commands or a file
  --social           with self-hosted: the variables for Kratos that switch social sign-in on, with secrets
  --secrets          with --json: puts the secrets in, from the variables that are named otherwise
  --project ID, --workspace ID   at Ory Network, for the commands
  --check            prints nothing, and checks it against the schemas that Ory publishes: needs Go
  --schema FILE      with --check: against this one too

Social providers come from the variables of .env.example, as far as they are set in the shell.`;

const origin = z
  .url({ protocol: /^https?$/, error: "expected an http(s) URL" })
  .transform((url) => new URL(url).origin);

const optionsSchema = z.object({
  target: z.enum(["network", "self-hosted"], "expected network or self-hosted"),
  "app-url": z.tuple([origin], origin, "expected the app's address"),
  "return-url": z.array(origin).default([]),
  json: z.boolean().default(false),
  secrets: z.boolean().default(false),
  social: z.boolean().default(false),
  project: z.string().optional(),
  workspace: z.string().optional(),
  check: z.boolean().default(false),
  schema: z.array(z.string()).default([]),
});

function readOptions(): z.infer<typeof optionsSchema> {
  try {
    const { values } = parseArgs({
      options: {
        target: { type: "string" },
        "app-url": { type: "string", multiple: true },
        "return-url": { type: "string", multiple: true },
        json: { type: "boolean" },
        secrets: { type: "boolean" },
        social: { type: "boolean" },
        project: { type: "string" },
        workspace: { type: "string" },
        check: { type: "boolean" },
        schema: { type: "string", multiple: true },
      },
    });
    return optionsSchema.parse(values);
  } catch (error) {
    const problems =
      error instanceof z.ZodError
        ? error.issues.map(({ path, message }) => `--${String(path[0])}: ${message}`)
        : [error instanceof Error ? error.message : String(error)];
    throw new ExplainedError(`${problems.join("\n")}\n\n${usage}`);
  }
}

async function main(): Promise<void> {
  const options = readOptions();
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
  const places = { appOrigins: options["app-url"], returnOrigins: options["return-url"] };
  const network = options.target === "network";
  const groups = network ? networkConfig(source, places) : selfHostedConfig(source, places);
  if (options.check) {
    const config = completeConfig(groups, network ? {} : source.config);
    report(await checkSchemas(config, options.schema));
    return;
  }
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
}

/** A schema that can't be had is said, and counts for nothing. */
function report(checks: SchemaCheck[]): void {
  for (const check of checks) {
    switch (check.outcome) {
      case "valid":
        console.log(`✓ fits ${check.name}`);
        break;
      case "invalid":
        console.log(`✗ does not fit ${check.name}:\n  ${check.problems.join("\n  ")}`);
        process.exitCode = 1;
        break;
      case "unchecked":
        console.log(`– not checked against ${check.name}: ${check.reason}`);
    }
  }
  if (checks.every(({ outcome }) => outcome === "unchecked")) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  if (!(error instanceof ExplainedError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
