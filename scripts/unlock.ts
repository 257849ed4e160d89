/** Helps a locked-out person: removes lost second factors, and prints a code to sign in with. */
import { Option } from "@commander-js/extra-typings";
import { z } from "zod";
import { commandLine, run } from "./cli";
import { callAdmin, findIdentities } from "./local/admin-api";
import { loadEnvironmentFiles } from "./local/environment-files";
import { ExplainedError } from "./local/explained-error";
import { readSetup, requireAdmin } from "./local/setup";

/** Ory's names of the second factors that people lose. */
const factors = ["totp", "lookup_secret"] as const;

const command = commandLine(
  "unlock",
  "Helps somebody who is locked out. Make sure that you talk to the owner of the account: whoever has the code is signed in.",
)
  .argument("<email>", "the address that they sign in with")
  .addOption(
    new Option(
      "--remove <factors...>",
      "take off lost second factors: the authenticator app, the backup codes",
    ).choices(factors),
  )
  .option("--production", "read .env.production, as npm start does, and no local Ory", false)
  .parse();

const identitySchema = z.object({ credentials: z.record(z.string(), z.unknown()).default({}) });
const recoverySchema = z.object({
  recovery_link: z.string(),
  recovery_code: z.string(),
  expires_at: z.string(),
});

await run(async () => {
  const [email] = command.processedArgs;
  const { remove = [], production } = command.opts();
  loadEnvironmentFiles(!production);
  const admin = requireAdmin(await readSetup(process.env, production));
  const [found] = await findIdentities(admin, email);
  if (found === undefined) throw new ExplainedError(`Nobody signs in as ${email}.`);
  const path = `/identities/${found.id}`;
  const { credentials } = identitySchema.parse(await callAdmin(admin, path));
  for (const factor of remove) {
    if (!(factor in credentials)) {
      console.log(`${factor}: there is none.`);
      continue;
    }
    await callAdmin(admin, `${path}/credentials/${factor}`, { method: "DELETE" });
    console.log(`${factor}: removed.`);
  }
  const left = factors.filter((factor) => factor in credentials && !remove.includes(factor));
  if (left.length > 0) console.log(`Still asked for after the code: ${left.join(", ")}.`);
  const json = { identity_id: found.id };
  const answer = await callAdmin(admin, "/recovery/code", { json });
  const { recovery_link, recovery_code, expires_at } = recoverySchema.parse(answer);
  console.log(`Open  ${recovery_link}\nCode  ${recovery_code}  (until ${expires_at})`);
});
