import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { parse } from "csv-parse/sync";
import { argon2id, bcrypt } from "hash-wasm";
import { z } from "zod";
import type { Stack } from "./stack";

const resultsSchema = z.array(
  z.object({
    identifier: z.string(),
    identity_id: z.string(),
    recovery_link: z.string(),
    recovery_code: z.string(),
  }),
);

/** A CSV file, and `npm run users:import` with it. */
export interface Import {
  resultFile: string;
  /** Runs it to its end; returns what it printed and its exit code. */
  run: (...options: string[]) => Promise<{ output: string; exitCode: number | undefined }>;
  /** Starts it and kills it as soon as that many people are noted. */
  killAfter: (people: number) => Promise<void>;
  results: () => Promise<z.infer<typeof resultsSchema>>;
}

export async function importOf(stack: Stack, lines: string[]): Promise<Import> {
  const folder = await mkdtemp(path.join(tmpdir(), "ory-nextjs-starter-"));
  const file = path.join(folder, "people.csv");
  const resultFile = path.join(folder, "people.imported.csv");
  await writeFile(file, `${lines.join("\n")}\n`);
  const start = (...options: string[]) =>
    execa(process.execPath, ["--import", "tsx", "ory/import-users.ts", file, ...options], {
      cwd: fileURLToPath(new URL("..", import.meta.url)),
      env: { ORY_ADMIN_URL: stack.ory.adminUrl, APP_URL: stack.appUrl },
      all: true,
      reject: false,
    });
  const written = () => readFile(resultFile, "utf8").catch(() => "");
  return {
    resultFile,
    run: async (...options) => {
      const { all, exitCode } = await start(...options);
      return { output: all, exitCode };
    },
    killAfter: async (people) => {
      const running = start();
      // The first line is the header.
      while (running.exitCode === null && (await written()).split("\n").length < people + 2);
      running.kill("SIGKILL");
      await running;
    },
    results: async () => resultsSchema.parse(parse(await written(), { columns: true })),
  };
}

/** As another system keeps a password; at its cheapest, as the tests are not about guessing. */
export const hashes = {
  bcrypt: (password: string) =>
    bcrypt({ password, salt: randomBytes(16), costFactor: 4, outputType: "encoded" }),
  Argon2id: (password: string) =>
    argon2id({
      password,
      salt: randomBytes(16),
      parallelism: 1,
      iterations: 2,
      memorySize: 1024,
      hashLength: 32,
      outputType: "encoded",
    }),
};
