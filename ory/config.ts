/** `npm run ory:config`: prints what an Ory elsewhere has to be told to work with this app. */
import { parseArgs } from "node:util";
import { z } from "zod";
import { networkConfig } from "./config/network";
import { asCommands, asJsonPatch, asYaml, projectPrefix } from "./config/print";
import { selfHostedConfig } from "./config/self-hosted";
import { readSource } from "./config/source";
import { ExplainedError } from "./local/explained-error";

const usage = `Usage: npm run ory:config -- --target network|self-hosted --app-url URL [more]

  --app-url URL      the app's address; again for each other one, the canonical one first
  --return-url URL   another address that return_to may lead to; as often as needed
  --json             one JSON Patch instead of commands or a file
  --secrets          with --json: puts the secrets in, from the variables that are named otherwise
  --project ID, --workspace ID   of Ory Network, for the commands`;

const origin = z
  .url({ protocol: /^https?$/, error: "expected an http(s) URL" })
  .transform((url) => new URL(url).origin);

const optionsSchema = z.object({
  target: z.enum(["network", "self-hosted"], "expected network or self-hosted"),
  "app-url": z.tuple([origin], origin, "expected the app's address"),
  "return-url": z.array(origin).default([]),
  json: z.boolean().default(false),
  secrets: z.boolean().default(false),
  project: z.string().optional(),
  workspace: z.string().optional(),
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
        project: { type: "string" },
        workspace: { type: "string" },
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

function main(): void {
  const options = readOptions();
  const source = readSource();
  const places = { appOrigins: options["app-url"], returnOrigins: options["return-url"] };
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
}

try {
  main();
} catch (error) {
  if (!(error instanceof ExplainedError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
