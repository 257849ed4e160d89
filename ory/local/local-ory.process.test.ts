import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { execa } from "execa";
import { demoUsers } from "../demo-users";
import { findKratos } from "./find-kratos";
import { oryFolder } from "./folders";
import { startLocalOry, type LocalOry, type LocalOryOptions } from "./local-ory";
import { confirmSignIn, signIn } from "./native-flows";
import { assertPortsFree, freePorts } from "./ports";
import { totpCode } from "./seed-demo-users";
import { temporaryFolder } from "./test-programs";

// The real Ory Kratos, which may have to be built first.
beforeAll(async () => {
  await findKratos();
}, 900_000);

let options: LocalOryOptions;
const started: LocalOry[] = [];

beforeEach(async () => {
  const [publicPort = 0, admin = 0, mail = 0, smtp = 0] = await freePorts(4);
  options = {
    appUrl: "http://localhost:3100",
    ports: { public: publicPort, admin, mail, smtp },
    dataFolder: await temporaryFolder(),
    log: () => undefined,
  };
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((ory) => ory.stop()));
});

async function start(more: Partial<LocalOryOptions> = {}): Promise<LocalOry> {
  const ory = await startLocalOry({ ...options, ...more });
  started.push(ory);
  return ory;
}

const sessionSchema = z.object({
  authenticator_assurance_level: z.string(),
  tokenized: z.string(),
  identity: z.object({ verifiable_addresses: z.array(z.object({ verified: z.boolean() })) }),
});

async function whoami(ory: LocalOry, sessionToken: string) {
  return fetch(`${ory.publicUrl}/sessions/whoami?tokenize_as=starter`, {
    headers: { "x-session-token": sessionToken },
  });
}

async function demoUser(ory: LocalOry, secondFactor: boolean) {
  const user = ory.demoUsers.find((each) => each.secondFactor === secondFactor);
  if (user === undefined) throw new Error("There is no such demo user.");
  return { user, sessionToken: await signIn(ory.publicUrl, user) };
}

describe("the local Ory", { timeout: 60_000 }, () => {
  test("demo users sign in, one of them with an authenticator app as well", async () => {
    const ory = await start({ demoUsers: true });
    expect(ory.demoUsers.map(({ email }) => email)).toEqual(demoUsers.map(({ email }) => email));

    const plain = await demoUser(ory, false);
    const session = sessionSchema.parse(await (await whoami(ory, plain.sessionToken)).json());
    expect(session.authenticator_assurance_level).toBe("aal1");
    expect(session.identity.verifiable_addresses).toMatchObject([{ verified: true }]);

    const { user, sessionToken } = await demoUser(ory, true);
    expect((await whoami(ory, sessionToken)).status).toBe(403);
    await confirmSignIn(ory.publicUrl, sessionToken, totpCode(user.totpSecret ?? ""));
    const stepped = sessionSchema.parse(await (await whoami(ory, sessionToken)).json());
    expect(stepped.authenticator_assurance_level).toBe("aal2");
  });

  test("a session becomes a token signed with the key whose public half lies in the folder", async () => {
    const ory = await start({ demoUsers: true });
    const { user, sessionToken } = await demoUser(ory, false);
    const { tokenized } = sessionSchema.parse(await (await whoami(ory, sessionToken)).json());
    const file = path.join(options.dataFolder, "session-token.public.jwks.json");
    const text = await readFile(file, "utf8");
    expect(text).not.toContain('"d"');
    const { createLocalJWKSet, jwtVerify } = await import("jose");
    const keys = z
      .object({ keys: z.array(z.looseObject({ kty: z.string() })) })
      .parse(JSON.parse(text));
    const { payload } = await jwtVerify(tokenized, createLocalJWKSet(keys));
    expect(payload).toMatchObject({ template: "starter", email: user.email, aal: "aal1" });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60);
  });

  test("data, secrets and demo users outlive a restart, sessions included", async () => {
    const first = await start({ demoUsers: true });
    const { sessionToken } = await demoUser(first, false);
    await first.stop();
    const second = await start({ demoUsers: true });
    expect(second.demoUsers).toEqual(first.demoUsers);
    expect((await whoami(second, sessionToken)).status).toBe(200);
  });

  test("Kratos alone stops and starts again, which nobody takes for a failure", async () => {
    const ory = await start();
    const failures: Error[] = [];
    ory.onExit((error) => failures.push(error));
    await ory.stopKratos();
    await expect(fetch(`${ory.publicUrl}/health/ready`)).rejects.toThrow();
    await ory.startKratos();
    expect((await fetch(`${ory.publicUrl}/health/ready`)).status).toBe(200);
    expect(failures).toEqual([]);
  });

  test("mails of Kratos are caught", async () => {
    const ory = await start({ demoUsers: true });
    const flow = z
      .object({ id: z.string() })
      .parse(await (await fetch(`${ory.publicUrl}/self-service/recovery/api`)).json());
    await fetch(`${ory.publicUrl}/self-service/recovery?flow=${flow.id}`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ method: "code", email: "demo@example.com" }),
    });
    await expect
      .poll(
        async () => {
          const mails = await fetch(`${ory.mailUrl}/api/email?to.address=demo@example.com`);
          return z.array(z.object({ text: z.string() })).parse(await mails.json());
        },
        { timeout: 15_000 },
      )
      .toMatchObject([{ text: expect.stringMatching(/^\d{6}$/m) as string }]);
  });

  test("settings by environment win over kratos.yml", async () => {
    const ory = await start({ demoUsers: true, env: { SESSION_LIFESPAN: "1h" } });
    const { sessionToken } = await demoUser(ory, false);
    const session = z
      .object({ issued_at: z.coerce.date(), expires_at: z.coerce.date() })
      .parse(await (await whoami(ory, sessionToken)).json());
    expect(session.expires_at.getTime() - session.issued_at.getTime()).toBeCloseTo(3_600_000, -4);
  });

  test("a busy port is named before anything is started", async () => {
    await start();
    await expect(start({ dataFolder: await temporaryFolder() })).rejects.toThrow(
      `Port ${options.ports.public} (Ory's public API) is in use`,
    );
  });

  test("a wrong setting is said in a line", async () => {
    await expect(start({ env: { SESSION_LIFESPAN: "3 days" } })).rejects.toThrow(
      /Ory Kratos could not be prepared:\n\n {2}session.lifespan: does not match pattern .*\n\nWhole log: .*kratos.log$/,
    );
  });

  test("a file that is no YAML is said in a line", async () => {
    const configFile = path.join(options.dataFolder, "broken.yml");
    await writeFile(configFile, "serve: [");
    await expect(start({ configFile })).rejects.toThrow(
      /Ory Kratos could not be prepared:\n\n {2}yaml: .*\n\nWhole log/,
    );
  });

  test("a Kratos that dies is reported with the end of its log", async () => {
    const ory = await start();
    const died = new Promise<Error>((resolve) => {
      ory.onExit(resolve);
    });
    ory.kill();
    expect((await died).message).toMatch(/^Ory Kratos ended unexpectedly:\n\n.*time=/s);
  });

  test("nothing outlives a parent that is killed outright", async () => {
    const script = `
      import { startLocalOry } from "./local/local-ory.ts";
      await startLocalOry(${JSON.stringify({ ...options, log: undefined })});
      console.log("started");
    `;
    const parent = execa(
      process.execPath,
      ["--import", "tsx", "--input-type=module", "-e", script],
      { cwd: oryFolder, reject: false },
    );
    for await (const line of parent) if (line.includes("started")) break;
    expect((await fetch(`http://localhost:${options.ports.admin}/health/ready`)).ok).toBe(true);
    parent.kill("SIGKILL");
    await parent;
    await expect
      .poll(
        () =>
          assertPortsFree(
            Object.values(options.ports).map((port) => ({ port, purpose: "", variable: "" })),
          ).then(
            () => "free",
            () => "busy",
          ),
        { timeout: 10_000 },
      )
      .toBe("free");
  });
});
