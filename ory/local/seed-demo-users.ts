import path from "node:path";
import { TOTP } from "otpauth";
import { z } from "zod";
import { demoUsers, type DemoUser } from "../demo-users";
import { enrolTotp, signIn } from "./native-flows";
import { exists, readJson, writePrivately } from "./secrets";

export interface SeededUser extends DemoUser {
  /** What to type into an authenticator app, where the user has a second factor. */
  totpSecret?: string;
}

const totpSecretsSchema = z.record(z.string(), z.string());
const identitiesSchema = z.array(z.object({ id: z.string() }));

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
  const seeded: SeededUser[] = [];
  for (const user of demoUsers) {
    const secret = secrets[user.email];
    const [existing] = await findIdentities(options.adminUrl, user.email);
    const complete = !user.secondFactor || secret !== undefined;
    if (existing !== undefined && complete) {
      seeded.push({ ...user, totpSecret: secret });
      continue;
    }
    // A start that was cut off halfway left a user whose second factor nobody knows.
    if (existing !== undefined)
      await admin(options.adminUrl, `/identities/${existing.id}`, "DELETE");
    await createIdentity(options.adminUrl, user);
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

async function findIdentities(adminUrl: string, email: string) {
  const found = await admin(
    adminUrl,
    `/identities?credentials_identifier=${encodeURIComponent(email)}`,
    "GET",
  );
  return identitiesSchema.parse(await found.json());
}

async function createIdentity(adminUrl: string, user: DemoUser): Promise<void> {
  await admin(adminUrl, "/identities", "POST", {
    schema_id: "person",
    traits: { email: user.email, name: user.name },
    credentials: { password: { config: { password: user.password } } },
    verifiable_addresses: [
      { value: user.email, via: "email", verified: true, status: "completed" },
    ],
  });
}

async function admin(
  adminUrl: string,
  path: string,
  method: "GET" | "POST" | "DELETE",
  body?: unknown,
): Promise<Response> {
  const response = await fetch(`${adminUrl}/admin${path}`, {
    method,
    headers: { accept: "application/json", "content-type": "application/json" },
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Error(
      `Ory's admin API answered ${response.status} to ${method} ${path}: ${await response.text()}`,
    );
  }
  return response;
}
