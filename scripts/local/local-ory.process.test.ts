import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { createLocalJWKSet, jwtVerify } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { roleOf } from "../../lib/session/roles";
import { demoUsers } from "../../ory/demo-users";
import { findIdentities } from "./admin-api";
import { findKratos } from "./find-kratos";
import { scriptsFolder } from "./folders";
import { startLocalOry, type LocalOry, type LocalOryOptions } from "./local-ory";
import { confirmSignIn, signIn } from "./native-flows";
import { assertPortsFree, freePorts } from "./ports";
import { totpCode } from "./seed-demo-users";
import { temporaryFolder } from "./test-programs";

// The real Ory Kratos, which may have to be built first.
beforeAll(async () => {
  await findKratos();
}, 900_000);

async function newOptions(): Promise<LocalOryOptions> {
  const [publicPort = 0, admin = 0, mail = 0, smtp = 0] = await freePorts(4);
  return {
    appUrl: "http://localhost:3100",
    ports: { public: publicPort, admin, mail, smtp },
    dataFolder: await temporaryFolder(),
    log: () => undefined,
  };
}

const sessionSchema = z.object({
  authenticator_assurance_level: z.string(),
  issued_at: z.coerce.date(),
  expires_at: z.coerce.date(),
  tokenized: z.string(),
  identity: z.object({ verifiable_addresses: z.array(z.object({ verified: z.boolean() })) }),
});

function whoami(ory: LocalOry, sessionToken: string): Promise<Response> {
  return fetch(`${ory.publicUrl}/sessions/whoami?tokenize_as=starter`, {
    headers: { "x-session-token": sessionToken },
  });
}

async function session(ory: LocalOry, sessionToken: string) {
  return sessionSchema.parse(await (await whoami(ory, sessionToken)).json());
}

async function signInAsDemoUser(ory: LocalOry, { secondFactor }: { secondFactor: boolean }) {
  const user = ory.demoUsers.find((each) => each.secondFactor === secondFactor);
  if (user === undefined) throw new Error("There is no such demo user.");
  return { user, sessionToken: await signIn(ory.publicUrl, user) };
}

describe("the local Ory", { timeout: 60_000 }, () => {
  let options: LocalOryOptions;
  let ory: LocalOry;
  beforeAll(async () => {
    options = { ...(await newOptions()), demoUsers: true, env: { SESSION_LIFESPAN: "1h" } };
    ory = await startLocalOry(options);
  }, 60_000);
  afterAll(() => ory.stop());

  test("signs the demo user in, whose address is verified", async () => {
    const { sessionToken } = await signInAsDemoUser(ory, { secondFactor: false });
    expect(await session(ory, sessionToken)).toMatchObject({
      authenticator_assurance_level: "aal1",
      identity: { verifiable_addresses: [{ verified: true }] },
    });
  });

  test("asks the other demo user for a code from the authenticator app", async () => {
    const { user, sessionToken } = await signInAsDemoUser(ory, { secondFactor: true });
    expect((await whoami(ory, sessionToken)).status).toBe(403);
    await confirmSignIn(ory.publicUrl, sessionToken, totpCode(user.totpSecret ?? ""));
    expect(await session(ory, sessionToken)).toMatchObject({
      authenticator_assurance_level: "aal2",
    });
  });

  test("lets the one demo user that is an admin see that role", async () => {
    const roles = await Promise.all(
      ory.demoUsers.map(async (user) => {
        const [identity] = await findIdentities({ url: ory.adminUrl }, user.email);
        return [user.email, roleOf({ metadata_public: identity?.metadata_public })];
      }),
    );
    expect(roles.filter(([, role]) => role)).toEqual([["admin@example.com", "admin"]]);
  });

  test("takes settings by environment over those of kratos.yml", async () => {
    const { sessionToken } = await signInAsDemoUser(ory, { secondFactor: false });
    const { issued_at, expires_at } = await session(ory, sessionToken);
    expect((expires_at.getTime() - issued_at.getTime()) / 1000).toBeCloseTo(3600, 0);
  });

  test("signs session tokens with the key whose public half lies in the data folder", async () => {
    const { user, sessionToken } = await signInAsDemoUser(ory, { secondFactor: false });
    const { tokenized } = await session(ory, sessionToken);
    const file = path.join(options.dataFolder, "session-token.public.jwks.json");
    const keys = z
      .object({ keys: z.array(z.looseObject({ kty: z.string(), d: z.undefined().optional() })) })
      .parse(JSON.parse(await readFile(file, "utf8")));
    const { payload } = await jwtVerify(tokenized, createLocalJWKSet(keys), {
      algorithms: ["ES256"],
      issuer: "http://localhost:3100/",
    });
    expect(payload).toMatchObject({ template: "starter", email: user.email, aal: "aal1" });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60);
  });

  test("catches the mails of Kratos", async () => {
    const flow = z
      .object({ id: z.string() })
      .parse(await (await fetch(`${ory.publicUrl}/self-service/recovery/api`)).json());
    await fetch(`${ory.publicUrl}/self-service/recovery?flow=${flow.id}`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ method: "code", email: "demo@example.com" }),
    });
    const texts = async () => {
      const mails = await fetch(`${ory.mailUrl}/api/email?to.address=demo@example.com`);
      return z.array(z.object({ text: z.string() })).parse(await mails.json());
    };
    await expect.poll(async () => (await texts()).length, { timeout: 15_000 }).toBe(1);
    expect((await texts())[0]?.text).toMatch(/^\d{6}$/m);
  });

  test("names a busy port before anything is started", async () => {
    const { ports } = await newOptions();
    const other = { ...options, ports: { ...ports, admin: options.ports.admin } };
    await expect(startLocalOry(other)).rejects.toThrow(
      `Port ${options.ports.admin} (Ory's admin API) is in use. Stop what listens there, or set ORY_ADMIN_PORT to another port.`,
    );
  });

  test("stops Kratos alone and starts it again, which is no failure", async () => {
    const failures: Error[] = [];
    ory.onExit((error) => failures.push(error));
    await ory.stopKratos();
    await expect(fetch(`${ory.publicUrl}/health/ready`)).rejects.toThrow();
    await ory.startKratos();
    expect((await fetch(`${ory.publicUrl}/health/ready`)).status).toBe(200);
    expect(failures).toEqual([]);
  });

  test("keeps accounts, sessions and secrets over a restart", async () => {
    const { sessionToken } = await signInAsDemoUser(ory, { secondFactor: false });
    const before = ory.demoUsers;
    await ory.stop();
    ory = await startLocalOry(options);
    expect(ory.demoUsers).toEqual(before);
    expect(ory.demoUsers.map(({ email }) => email)).toEqual(demoUsers.map(({ email }) => email));
    expect((await whoami(ory, sessionToken)).status).toBe(200);
  });

  test("reports a Kratos that dies, with the end of its log", async () => {
    const died = new Promise<Error>((resolve) => {
      ory.onExit(resolve);
    });
    ory.kill();
    expect((await died).message).toMatch(/^Ory Kratos ended unexpectedly:\n\n.*time=/s);
  });
});

describe("a local Ory that can't start", { timeout: 60_000 }, () => {
  test("says a wrong setting in a line", async () => {
    const env = { SESSION_LIFESPAN: "3 days" };
    await expect(startLocalOry({ ...(await newOptions()), env })).rejects.toThrow(
      /^Ory Kratos ended while it started:\n\n {2}session.lifespan: does not match pattern .*\n\nWhole log: .*kratos.log$/,
    );
  });

  test("says an unreadable kratos.yml in a line, and leaves every port free", async () => {
    const options = await newOptions();
    const configFile = path.join(options.dataFolder, "broken.yml");
    await writeFile(configFile, "serve: [");
    await expect(startLocalOry({ ...options, configFile })).rejects.toThrow(
      /^Ory Kratos could not be prepared:\n\n {2}yaml: .*\n\nWhole log/,
    );
    await assertFree(options);
  });
});

test("nothing outlives a parent that is killed outright", { timeout: 60_000 }, async () => {
  const options = await newOptions();
  const script = `
    import { startLocalOry } from "./local/local-ory.ts";
    await startLocalOry(${JSON.stringify(options)});
    console.log("started");
  `;
  const parent = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
    cwd: scriptsFolder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((resolve) => parent.stdout.once("data", resolve));
  const alive = await fetch(`http://localhost:${options.ports.admin}/health/ready`);
  expect(alive.status).toBe(200);
  parent.kill("SIGKILL");
  await expect.poll(() => isFree(options), { timeout: 10_000 }).toBe(true);
});

function assertFree({ ports }: LocalOryOptions): Promise<void> {
  return assertPortsFree(
    Object.entries(ports).map(([purpose, port]) => ({ port, purpose, variable: "" })),
  );
}

async function isFree(options: LocalOryOptions): Promise<boolean> {
  return assertFree(options).then(
    () => true,
    () => false,
  );
}
