/** Helps somebody who is locked out: takes off lost second factors, and gives a code to sign in with. */
import { parseArgs } from "node:util";
import { z } from "zod";
import { readSetup } from "./doctor/setup";
import { type AdminApi, callAdmin, findIdentities } from "./local/admin-api";
import { loadEnvironmentFiles } from "./local/environment-files";
import { ExplainedError } from "./local/explained-error";

/** What Ory calls the second factors that people lose. */
const factors = ["totp", "lookup_secret"] as const;

const usage = `Usage: npx tsx --conditions=react-server scripts/unlock.ts EMAIL [--remove totp,lookup_secret] [--production]

  --remove       takes off lost second factors: totp (the authenticator app), lookup_secret (the backup codes)
  --production   reads the environment as "npm start" does: .env.production, and no local Ory

Make sure that you talk to the owner of the account: whoever has the code is signed in.`;

function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      options: {
        remove: { type: "string", default: "" },
        production: { type: "boolean", default: false },
      },
      allowPositionals: true,
    });
    const [email] = z.tuple([z.string()]).parse(positionals);
    const remove = z.array(z.enum(factors)).parse(values.remove.split(",").filter(Boolean));
    return { email, remove, production: values.production };
  } catch (cause) {
    throw new ExplainedError(usage, { cause });
  }
}

async function adminApi(production: boolean): Promise<AdminApi> {
  loadEnvironmentFiles(!production);
  const { adminUrl, oryUrl, projectToken } = await readSetup(process.env, production);
  if (adminUrl !== undefined) return { url: adminUrl };
  if (projectToken !== undefined) {
    return { url: oryUrl, headers: { authorization: `Bearer ${projectToken}` } };
  }
  throw new ExplainedError(
    "There is no admin access: set ORY_ADMIN_URL, or ORY_PROJECT_API_TOKEN for Ory Network.",
  );
}

const identitySchema = z.object({ credentials: z.record(z.string(), z.unknown()).default({}) });
const recoverySchema = z.object({
  recovery_link: z.string(),
  recovery_code: z.string(),
  expires_at: z.string(),
});

async function main(): Promise<void> {
  const { email, remove, production } = readOptions();
  const admin = await adminApi(production);
  const [found] = await findIdentities(admin, email);
  if (found === undefined) throw new ExplainedError(`Nobody signs in as ${email}.`);
  const path = `/identities/${found.id}`;
  const identity = await callAdmin(admin, path, "GET");
  const { credentials } = identitySchema.parse(await identity.json());
  for (const factor of remove) {
    if (!(factor in credentials)) {
      console.log(`${factor}: there is none.`);
      continue;
    }
    await callAdmin(admin, `${path}/credentials/${factor}`, "DELETE");
    console.log(`${factor}: removed.`);
  }
  const left = factors.filter((factor) => factor in credentials && !remove.includes(factor));
  if (left.length > 0) console.log(`Still asked for after the code: ${left.join(", ")}.`);
  const answer = await callAdmin(admin, "/recovery/code", "POST", { identity_id: found.id });
  const { recovery_link, recovery_code, expires_at } = recoverySchema.parse(await answer.json());
  console.log(`Open  ${recovery_link}\nCode  ${recovery_code}  (until ${expires_at})`);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
