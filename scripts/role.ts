/** `npm run role -- EMAIL admin`: gives somebody a role, or takes it away (`none`). */
import { parseArgs } from "node:util";
import { z } from "zod";
import { roles } from "../lib/session/roles";
import { readSetup } from "./doctor/setup";
import { type AdminApi, callAdmin, findIdentities } from "./local/admin-api";
import { loadEnvironmentFiles } from "./local/environment-files";
import { ExplainedError } from "./local/explained-error";

const choices = [...roles, "none"] as const;

const usage = `Usage: npm run role -- EMAIL ${choices.join("|")} [--production]

  --production   reads the environment as "npm start" does: .env.production, and no local Ory`;

function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      options: { production: { type: "boolean", default: false } },
      allowPositionals: true,
    });
    const [email, role] = z.tuple([z.string(), z.enum(choices)]).parse(positionals);
    return { email, role, production: values.production };
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

const metadataSchema = z.record(z.string(), z.unknown()).catch({});

async function main(): Promise<void> {
  const { email, role, production } = readOptions();
  const admin = await adminApi(production);
  const [identity] = await findIdentities(admin, email);
  if (identity === undefined) throw new ExplainedError(`Nobody signs in as ${email}.`);
  // What else stands there stays.
  const { role: before = "none", ...others } = metadataSchema.parse(identity.metadata_public);
  const value = role === "none" ? others : { ...others, role };
  const patch = [{ op: "add", path: "/metadata_public", value }];
  await callAdmin(admin, `/identities/${identity.id}`, "PATCH", patch);
  console.log(`${email}: ${String(before)} before, ${role} now. It counts from the next view on.`);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
