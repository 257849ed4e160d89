/** `npm run role -- EMAIL admin`: gives a person a role, or removes it with `none`. */
import { z } from "zod";
import { roles } from "../lib/session/roles";
import { Argument } from "@commander-js/extra-typings";
import { commandLine, run } from "./cli";
import { callAdmin, findIdentities } from "./local/admin-api";
import { loadEnvironmentFiles } from "./local/environment-files";
import { ExplainedError } from "./local/explained-error";
import { readSetup, requireAdmin } from "./local/setup";

const command = commandLine("role", "Gives somebody a role, or takes it away.")
  .argument("<email>", "the address that they sign in with")
  .addArgument(new Argument("<role>", "none takes it away").choices([...roles, "none"] as const))
  .option("--production", "read .env.production, as npm start does, and no local Ory", false)
  .parse();

const metadataSchema = z.record(z.string(), z.unknown()).catch({});

await run(async () => {
  const [email, role] = command.processedArgs;
  const { production } = command.opts();
  loadEnvironmentFiles(!production);
  const admin = requireAdmin(await readSetup(process.env, production));
  const [identity] = await findIdentities(admin, email);
  if (identity === undefined) throw new ExplainedError(`Nobody signs in as ${email}.`);
  // Keep the other metadata.
  const { role: before = "none", ...others } = metadataSchema.parse(identity.metadata_public);
  const value = role === "none" ? others : { ...others, role };
  const json = [{ op: "add", path: "/metadata_public", value }];
  await callAdmin(admin, `/identities/${identity.id}`, { method: "PATCH", json });
  console.log(`${email}: ${String(before)} before, ${role} now. It counts from the next view on.`);
});
