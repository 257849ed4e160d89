import path from "node:path";
import { TOTP } from "otpauth";
import { z } from "zod";
import { demoUsers, type DemoUser } from "../../ory/demo-users";
import { type AdminApi, callAdmin, createPasswordAccount, findIdentities } from "./admin-api";
import { enrolTotp, signIn } from "./native-flows";
import { exists, readJson, writePrivately } from "./secrets";

export interface SeededUser extends DemoUser {
  /** The secret for an authenticator app, if the user has a second factor. */
  totpSecret?: string;
}

const totpSecretsSchema = z.record(z.string(), z.string());

export interface SeedOptions {
  publicUrl: string;
  adminUrl: string;
  dataFolder: string;
}

export async function seedDemoUsers(options: SeedOptions): Promise<SeededUser[]> {
  // Ory generates an authenticator's secret and shows it only once, so it is stored here.
  const file = path.join(options.dataFolder, "demo-users.totp.json");
  const secrets = (await exists(file)) ? await readJson(file, totpSecretsSchema) : {};
  const admin: AdminApi = { url: options.adminUrl };
  const seeded: SeededUser[] = [];
  for (const user of demoUsers) {
    const secret = secrets[user.email];
    const [existing] = await findIdentities(admin, user.email);
    const complete = !user.secondFactor || secret !== undefined;
    if (existing !== undefined && complete) {
      seeded.push({ ...user, totpSecret: secret });
      continue;
    }
    // After an interrupted start, the secret of this user's second factor is unknown.
    if (existing !== undefined) {
      await callAdmin(admin, `/identities/${existing.id}`, { method: "DELETE" });
    }
    const { role, name } = user;
    const about = { schemaId: "person", traits: { name }, ...(role && { metadata: { role } }) };
    await createPasswordAccount(admin, { ...user, ...about });
    if (!user.secondFactor) {
      seeded.push(user);
      continue;
    }
    const sessionToken = await signIn(options.publicUrl, user);
    const totpSecret = await enrolTotp(options.publicUrl, sessionToken, totpCode);
    secrets[user.email] = totpSecret;
    await writePrivately(file, secrets);
    seeded.push({ ...user, totpSecret });
  }
  return seeded;
}

/** Returns the current code of an authenticator app. */
export function totpCode(secret: string): string {
  return new TOTP({ secret }).generate();
}
