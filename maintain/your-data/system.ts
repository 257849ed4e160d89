import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { execa } from "execa";
import { z } from "zod";
import { copyEmptyDatabase } from "../../e2e/fixtures/empty-database";
import type { Child } from "../../scripts/local/child";
import { logFile } from "../../scripts/local/kratos";
import { type LocalOry, startLocalOry } from "../../scripts/local/local-ory";
import { freePorts } from "../../scripts/local/ports";
import { examples } from "../contract/folders";
import { startServer } from "../contract/server";

export const exampleFolder = path.join(examples, "your-data");

const personSchema = z.object({
  identityId: z.string(),
  firstSeenBy: z.enum(["session", "webhook"]),
  nickname: z.string().nullable(),
});
export type Person = z.infer<typeof personSchema>;

/** The example on its own database, and a Kratos configured to call it. */
export interface System {
  ory: LocalOry;
  url: string;
  secret: string;
  startApp: () => Promise<void>;
  stopApp: () => Promise<void>;
  /** Resolves once Kratos has failed to call the hook and won't retry. */
  hookFailed: () => Promise<void>;
  people: () => Promise<Person[]>;
  stop: () => Promise<void>;
}

/**
 * Starts both. `answer` is how Kratos treats the hook's response, and `oryKnows` is Kratos's
 * secret, if it differs from the example's.
 */
export async function startSystem(
  answer: "ignored" | "awaited" | "decisive",
  oryKnows?: string,
): Promise<System> {
  const [app = 0, pub = 0, admin = 0, mail = 0, smtp = 0] = await freePorts(5);
  const dataFolder = await mkdtemp(path.join(tmpdir(), "ory-nextjs-starter-"));
  await copyEmptyDatabase(dataFolder);
  const url = `http://localhost:${app}`;
  const env = {
    PORT: String(app),
    ORY_SDK_URL: `http://localhost:${pub}`,
    DATABASE_URL: `file:${path.join(dataFolder, "people.db")}`,
    HOOK_SECRET: randomBytes(32).toString("hex"),
  };
  const run = async (script: string, args: string[], own: Record<string, string>) => {
    const { stdout } = await execa("npm", ["run", "--silent", script, "--", ...args], {
      cwd: exampleFolder,
      env: own,
    });
    return stdout.split("\n").filter((line) => line !== "");
  };
  const hooks = await run("hooks", [answer], { ...env, HOOK_SECRET: oryKnows ?? env.HOOK_SECRET });
  const ory = await startLocalOry({
    appUrl: "http://localhost:3000",
    ports: { public: pub, admin, mail, smtp },
    dataFolder,
    env: { HASHERS_BCRYPT_COST: "4", ...Object.fromEntries(hooks.map(readLine)) },
    log: () => undefined,
  });
  let child: Child | undefined;
  const stopApp = async () => {
    await child?.stop();
    child = undefined;
  };
  return {
    ory,
    url,
    secret: env.HOOK_SECRET,
    startApp: async () => {
      const args = ["--import", "tsx", "src/server.ts"];
      child = await startServer(url, process.execPath, args, { cwd: exampleFolder, env });
    },
    stopApp,
    hookFailed: async () => {
      const deadline = Date.now() + 60_000;
      while (!(await readFile(logFile(dataFolder), "utf8")).includes("Webhook request failed")) {
        if (Date.now() > deadline) throw new Error("Kratos did not call the hook, or not in vain.");
        await delay(100);
      }
    },
    people: async () =>
      (await run("people", [], env)).map((line) => personSchema.parse(JSON.parse(line))),
    stop: async () => {
      await Promise.allSettled([stopApp(), ory.stop()]);
      await rm(dataFolder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** Parses one line of an `.env` file, as the example prints it. */
function readLine(line: string): [name: string, value: string] {
  const [, name, value] = /^(\w+)='(.*)'$/.exec(line) ?? [];
  if (name === undefined || value === undefined) throw new Error(`Not a variable: ${line}`);
  return [name, value];
}
