import path from "node:path";
import { TOTP } from "otpauth";
import { z } from "zod";
import { demoUsers, type DemoUser } from "../../ory/demo-users";
import { type AdminApi, callAdmin, createPasswordAccount, findIdentities } from "./admin-api";
import { enrolTotp, signIn } from "./native-flows";
import { exists, readJson, writePrivately } from "./secrets";

export interface SeededUser extends DemoUser {
  /** What to type into an authenticator app, where the user has a second factor. */
  totpSecret?: string;
}

const totpSecretsSchema = z.record(z.string(), z.string());

export interface SeedOptions {
  publicUrl: string;
  adminUrl: string;
  dataFolder: string;
}

/** Makes the demo users that are missing, and returns all of them. */
export async function seedDemoUsers(options: SeedOptions): Promise<SeededUser[]> {
  // Ory chooses an authenticator's secret itself and never tells it again, so it is kept here.
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
    // A start that was cut off halfway left a user whose second factor nobody knows.
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

/** The code that an authenticator app shows now. */
export function totpCode(secret: string): string {
  return new TOTP({ secret }).generate();
}
