import { execFile } from "node:child_process";
import path from "node:path";
import { z } from "zod";
import type { Credential, Expectation } from "./cases";
import { examples } from "./folders";
import { environment } from "./server";
import type { System } from "./system";
import type { World } from "./world";

const script = path.join(examples, "curl/session.sh");

/** The shell script, tested by its exit code and output. */
export function curlSystem({ proxy, person }: World): System {
  const run = (command: string, env: Record<string, string>) =>
    session(command, { ...env, ORY_SDK_URL: proxy.url });
  return {
    check: async (credential, expected) => {
      const started = performance.now();
      const whoami = await run("whoami", asEnvironment(credential));
      const seconds = (performance.now() - started) / 1000;
      const late = expected.withinSeconds !== undefined && seconds > expected.withinSeconds;
      return [
        ...(late ? [`ended after ${seconds.toFixed(1)} s`] : []),
        ...problemsOf(whoami, expected),
      ];
    },
    // It has its own sign-in: without a browser there is no page to return to.
    signIn: async () => {
      const { email, password } = person;
      const wrong = await run("login", { ORY_EMAIL: email, ORY_PASSWORD: `${password}"` });
      if (wrong.exit !== 10) return [`a wrong password ended with ${wrong.exit}`];
      const login = await run("login", { ORY_EMAIL: email, ORY_PASSWORD: password });
      const mine = { ORY_SESSION_TOKEN: login.output.trim() };
      const steps = [login, await run("whoami", mine), await run("logout", mine)];
      const failed = steps.find(({ exit }) => exit !== 0);
      if (failed) return [`a step ended with ${failed.exit}: ${failed.error}`];
      const after = await run("whoami", mine);
      return after.exit === 10 ? [] : [`after signing out it ended with ${after.exit}`];
    },
  };
}

interface Ended {
  exit: number;
  output: string;
  error: string;
}

function problemsOf({ exit, output, error }: Ended, expected: Expectation): string[] {
  if (exit !== expected.exit) return [`ended with ${exit}: ${error}`];
  if (exit !== 0) return output === "" ? [] : [`printed ${output}`];
  const shown: Record<string, string> = {};
  for (const [, name = "", value = ""] of output.matchAll(/^(\w+) +(\S.*)$/gm)) shown[name] = value;
  const time = z.iso.datetime({ offset: true });
  const properties = z.object({
    issued_at: time,
    authenticated_at: time,
    expires_at: time.refine((at) => Date.parse(at) > Date.now()),
    active: z.literal("true"),
    authenticator_assurance_level: z.literal("aal1"),
  });
  return properties.safeParse(shown).success ? [] : [`printed ${output}`];
}

function asEnvironment(credential: Credential): Record<string, string> {
  if (!credential) return {};
  return "token" in credential
    ? { ORY_SESSION_TOKEN: credential.token }
    : { ORY_SESSION_COOKIE: credential.cookie };
}

function session(command: string, own: Record<string, string>): Promise<Ended> {
  const nobodys = {
    ORY_EMAIL: "",
    ORY_PASSWORD: "",
    ORY_SESSION_TOKEN: "",
    ORY_SESSION_COOKIE: "",
  };
  const env = { NODE_ENV: process.env.NODE_ENV, ...environment({ ...nobodys, ...own }) };
  return new Promise((resolve) => {
    const options = { env, timeout: 120_000 };
    const child = execFile("sh", [script, command], options, (failure, output, error) => {
      const exit = child.exitCode ?? 127;
      resolve({ exit, output, error: error.trim() || (failure?.message ?? "") });
    });
    child.stdin?.end();
  });
}
