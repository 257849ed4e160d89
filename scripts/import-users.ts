import path from "node:path";
import { InvalidArgumentError } from "@commander-js/extra-typings";
import { z } from "zod";
import { commandLine, run } from "./cli";
import { readSource } from "./config/source";
import { openAdmin } from "./import/admin";
import { importPeople, type Summary } from "./import/import-people";
import { type Problem, readPeople } from "./import/people-file";
import { resultFileOf, Results } from "./import/results";
import { traitsSchema } from "./import/traits";
import { loadEnvironmentFiles } from "./local/environment-files";
import { ExplainedError } from "./local/explained-error";
import { readSetup, requireAdmin } from "./local/setup";
import { startStep } from "./local/step";

const command = commandLine(
  "users:import",
  `Creates accounts for the people in a CSV file. The first line names the columns: traits as in
ory/identity.schema.json (email, name.first), and password_hash (bcrypt or Argon2id) and verified
(true or false), where you have them.`,
)
  .argument("<file>", "the CSV file")
  .option("--check", "read the file and say what is wrong with it; create nobody", false)
  .option("--expires-in <time>", "how long the recovery codes are good for", duration, "72h")
  .option(
    "--schema <id>",
    "the identity schema's id at Ory, where it is not the one in ory/kratos.yml",
  )
  .option("--production", "read .env.production, as npm start does, and no local Ory", false)
  .parse();

function duration(text: string): string {
  if (/^([1-9]\d*(h|m|s))+$/.test(text)) return text;
  throw new InvalidArgumentError("Expected a time such as 72h.");
}

const identitySchema = z.object({
  identity: z.object({
    default_schema_id: z.string(),
    schemas: z.array(z.object({ id: z.string(), url: z.string() })),
  }),
});

await run(async () => {
  const [file] = command.processedArgs;
  const options = command.opts();
  const source = readSource();
  const { identity } = identitySchema.parse(source.config);
  const used = identity.schemas.find(({ id }) => id === identity.default_schema_id);
  if (used === undefined) throw new ExplainedError("ory/kratos.yml names no identity schema.");
  const schema = traitsSchema(JSON.parse(source.readFile(used.url)));

  // Check the whole file first. If one line is wrong, no account is created.
  const { rows, problems } = await readPeople(file, schema);
  if (problems.length > 0) {
    printProblems(problems);
    throw new ExplainedError("Nobody was imported. Mend the lines above and run it again.");
  }
  if (options.check) {
    console.log(`${rows.length} people, and nothing wrong with them.`);
    return;
  }

  loadEnvironmentFiles(!options.production);
  const setup = await readSetup(process.env, options.production);
  const api = requireAdmin(setup);
  const admin = openAdmin(api, {
    schemaId: options.schema ?? identity.default_schema_id,
    importName: path.basename(file),
    expiresIn: options.expiresIn,
    appUrl: setup.appOrigins[0],
  });
  const resultFile = resultFileOf(file);
  const results = await Results.open(resultFile, api.url);
  const step = startStep(`Importing ${rows.length} people into ${api.url}`);
  try {
    const progress = (done: number) => {
      step.update(`${done} of ${rows.length}`);
    };
    const summary = await importPeople(rows, { admin, results, progress });
    step.done(`Imported ${summary.created} of ${rows.length} people into ${api.url}`);
    report(summary, resultFile);
  } catch (error) {
    step.fail("The import stopped.");
    throw error;
  } finally {
    await results.close();
  }
});

function report({ doneBefore, thereBefore, problems }: Summary, resultFile: string): void {
  if (doneBefore > 0) console.log(`${doneBefore} were imported by an earlier run.`);
  for (const { line, identifier } of thereBefore) {
    console.log(`line ${line}: ${identifier} has an account already, which was left as it is`);
  }
  printProblems(problems);
  console.log(`Recovery links and codes, for you alone: ${resultFile}`);
  if (problems.length > 0) process.exitCode = 1;
}

function printProblems(problems: Problem[]): void {
  for (const { line, says } of problems) console.error(`line ${line}: ${says}`);
}
