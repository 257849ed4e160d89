import { generateKeyPairSync, randomBytes, randomUUID } from "node:crypto";
import { access, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { ExplainedError } from "./explained-error";

const secretsSchema = z.object({
  /** Signs cookies. */
  cookie: z.string().min(16),
  /** Encrypts secrets in Kratos's database. Kratos requires exactly 32 characters. */
  cipher: z.string().length(32),
  /** Signs everything else. */
  default: z.string().min(16),
});
export type Secrets = z.infer<typeof secretsSchema>;

export const privateKeysFile = "session-token.jwks.json";
export const publicKeysFile = "session-token.public.jwks.json";

/** Reads a data folder's secrets. Generates them the first time, so none is in the repository. */
export async function loadSecrets(dataFolder: string): Promise<Secrets> {
  const file = path.join(dataFolder, "secrets.json");
  if (!(await exists(file))) {
    const secret = () => randomBytes(16).toString("hex");
    const secrets: Secrets = { cookie: secret(), cipher: secret(), default: secret() };
    await writePrivately(file, secrets);
    return secrets;
  }
  return readJson(file, secretsSchema);
}

/**
 * Creates the ES256 key that signs session tokens, unless the data folder has one: the private key
 * set for Kratos, and the public one for ORY_SESSION_JWKS.
 */
export async function ensureTokenKeys(dataFolder: string): Promise<void> {
  const privateFile = path.join(dataFolder, privateKeysFile);
  const publicFile = path.join(dataFolder, publicKeysFile);
  if ((await exists(privateFile)) && (await exists(publicFile))) return;
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const description = { kid: randomUUID(), alg: "ES256", use: "sig" };
  // The public set comes first, so that after an interruption the next start creates both again.
  await writePrivately(publicFile, {
    keys: [{ ...publicKey.export({ format: "jwk" }), ...description }],
  });
  await writePrivately(privateFile, {
    keys: [{ ...privateKey.export({ format: "jwk" }), ...description }],
  });
}

/** Reads a JSON file of the data folder. The error says what to do about an unreadable one. */
export async function readJson<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  try {
    return schema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch (cause) {
    throw new ExplainedError(
      `${file} is unreadable. Delete the folder that it is in to start with an empty local Ory.`,
      { cause },
    );
  }
}

/** Writes for the owner only, and renames at the end, so that nobody reads a partial file. */
export async function writePrivately(file: string, content: unknown): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const aside = `${file}.${randomUUID()}`;
  await writeFile(aside, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await rename(aside, file);
}

export async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
