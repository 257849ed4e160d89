/** `npm run users:import`: makes accounts of the people in a CSV file. */
import path from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { readSource } from "./config/source";
import { adminAccess, openAdmin } from "./import/admin";
import { importPeople, type Summary } from "./import/import-people";
import { type Problem, readPeople } from "./import/people-file";
import { resultFileOf, Results } from "./import/results";
import { traitsSchema } from "./import/traits";
import { loadEnvironmentFiles } from "./local/environment-files";
import { ExplainedError } from "./local/explained-error";
import { readSettings } from "./local/settings";
import { startStep } from "./local/step";

const usage = `Usage: npm run users:import -- FILE.csv [options]

  --check            reads the file and says what is wrong with it; makes nobody
  --expires-in 72h   how long the recovery codes are good for
  --schema ID        the identity schema's id at Ory, where it is not the one in ory/kratos.yml
  --production       reads .env.production instead of .env.development

The first line names the columns: traits as in ory/identity.schema.json (email, name.first), and
password_hash (bcrypt or Argon2id) and verified (true or false), where you have them.`;

const optionsSchema = z.object({
  check: z.boolean().default(false),
  "expires-in": z
    .string()
    .regex(/^([1-9]\d*(h|m|s))+$/, "expected a time such as 72h")
    .default("72h"),
  schema: z.string().optional(),
  production: z.boolean().default(false),
});

function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        check: { type: "boolean" },
        "expires-in": { type: "string" },
        schema: { type: "string" },
        production: { type: "boolean" },
      },
    });
    const [file] = z.tuple([z.string()], "expected one file").parse(positionals);
    return { file, ...optionsSchema.parse(values) };
  } catch (error) {
    const says =
      error instanceof z.ZodError
        ? error.issues.map(({ path, message }) => [...path, message].join(": ")).join("\n")
        : error instanceof Error
          ? error.message
          : String(error);
    throw new ExplainedError(`${says}\n\n${usage}`);
  }
}

const identitySchema = z.object({
  identity: z.object({
    default_schema_id: z.string(),
    schemas: z.array(z.object({ id: z.string(), url: z.string() })),
  }),
});

async function main(): Promise<void> {
  const options = readOptions();
  const source = readSource();
  const { identity } = identitySchema.parse(source.config);
  const used = identity.schemas.find(({ id }) => id === identity.default_schema_id);
  if (used === undefined) throw new ExplainedError("ory/kratos.yml names no identity schema.");
  const schema = traitsSchema(JSON.parse(source.readFile(used.url)));

  // The whole file first: where one line is wrong, nobody is made.
  const { rows, problems } = await readPeople(options.file, schema);
  if (problems.length > 0) {
    printProblems(problems);
    throw new ExplainedError("Nobody was imported. Mend the lines above and run it again.");
  }
  if (options.check) {
    console.log(`${rows.length} people, and nothing wrong with them.`);
    return;
  }

  loadEnvironmentFiles(!options.production);
  const settings = readSettings(process.env);
  const admin = openAdmin({
    ...adminAccess(settings, process.env),
    schemaId: options.schema ?? identity.default_schema_id,
    importName: path.basename(options.file),
    expiresIn: options["expires-in"],
    appUrl: settings.appUrl,
  });
  const resultFile = resultFileOf(options.file);
  const results = await Results.open(resultFile, admin.url);
  const step = startStep(`Importing ${rows.length} people into ${admin.url}`);
  try {
    const progress = (done: number) => {
      step.update(`${done} of ${rows.length}`);
    };
    const summary = await importPeople(rows, { admin, results, progress });
    step.done(`Imported ${summary.created} of ${rows.length} people into ${admin.url}`);
    report(summary, resultFile);
  } catch (error) {
    step.fail("The import stopped.");
    throw error;
  } finally {
    await results.close();
  }
}

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

try {
  await main();
} catch (error) {
  if (!(error instanceof ExplainedError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
