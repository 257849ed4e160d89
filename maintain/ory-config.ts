/**
 * Does what `npm run ory:config` prints to a real Kratos, and signs in there; and checks it against
 * the schemas that Ory publishes. Needs the production build that `npm test` makes. Closes with
 * `N passed, N failed`.
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { execa } from "execa";
import { stringify } from "yaml";
import { z } from "zod";
import { close } from "../e2e/outcome";
import { checkSchemas, completeConfig } from "../ory/config/check-schema";
import { networkConfig } from "../ory/config/network";
import { tree } from "../ory/config/operations";
import { projectPrefix } from "../ory/config/print";
import { selfHostedConfig } from "../ory/config/self-hosted";
import { readSource } from "../ory/config/source";
import { freePorts } from "../ory/local/ports";
import { Checks } from "./checks";
import { tokenKeys } from "./doctor/healthy-system";
import { expectProblems } from "./doctor/run-doctor";
import { type Ports, startSystem, type SystemOptions } from "./ory-config/system";

const checks = new Checks();
const keys = tokenKeys();
const sessionTokenKey = keys.privateUrl.replace("base64://", "");

/** Runs `npm run ory:config` and returns what it prints. */
async function oryConfig(...options: string[]): Promise<string> {
  const { stdout } = await execa("npm", ["run", "--silent", "ory:config", "--", ...options], {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    env: { SESSION_TOKEN_KEY: sessionTokenKey },
  });
  return stdout;
}

const patchSchema = z.array(
  z.object({ op: z.literal("add"), path: z.string().startsWith("/"), value: z.json() }),
);

/** What a project of Ory Network has of itself: addresses of its own, secrets, a cookie's name. */
function networkBase({ public: port }: Ports) {
  return {
    serve: {
      public: { base_url: `http://localhost:${port}/`, host: "127.0.0.1" },
      admin: { host: "127.0.0.1" },
    },
    secrets: { default: ["not-a-secret-not-a-secret"] },
    session: { cookie: { name: "ory_session_slug" } },
    selfservice: { default_browser_return_url: `http://localhost:${port}/ui/welcome` },
    courier: { smtp: { connection_uri: "smtp://localhost:1/?disable_starttls=true" } },
  };
}

/** A base that nothing but the printed patch was applied to: its members are made, as Ory makes them. */
async function forNetwork(appUrl: string, ports: Ports): Promise<SystemOptions["config"]> {
  const printed = await oryConfig(
    ...["--target", "network", "--app-url", appUrl, "--json", "--secrets"],
  );
  const patch = patchSchema.parse(JSON.parse(printed)).map(({ path, value }) => ({
    path: path.replace(projectPrefix, ""),
    value,
  }));
  return [{ content: stringify(networkBase(ports)) }, { content: stringify(tree(patch)) }];
}

/**
 * Runs the printed commands as a shell does, with a program called "ory" that notes what it is
 * told, and compares that with the patch.
 */
async function commandsSayTheSame(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "ory-nextjs-starter-"));
  const target = ["--target", "network", "--app-url", "https://app.example.com"];
  try {
    const notes = path.join(folder, "notes");
    const note = 'for argument in "$@"; do printf "%s\\n" "$argument" >> "$NOTES"; done\n';
    await writeFile(path.join(folder, "ory"), `#!/bin/sh\n${note}`, { mode: 0o755 });
    await execa("sh", {
      input: await oryConfig(...target),
      env: {
        NOTES: notes,
        PATH: `${folder}${path.delimiter}${process.env.PATH ?? ""}`,
        SESSION_TOKEN_KEY: sessionTokenKey,
      },
    });
    const told = (await readFile(notes, "utf8"))
      .split("\n")
      .filter((line) => line.startsWith("/"))
      .map((line) => ({
        path: projectPrefix + line.slice(0, line.indexOf("=")),
        value: z.json().parse(JSON.parse(line.slice(line.indexOf("=") + 1))),
      }));
    const patch = patchSchema
      .parse(JSON.parse(await oryConfig(...target, "--json", "--secrets")))
      .map(({ path, value }) => ({ path, value }));
    checks.expect(
      "the commands and the patch say the same",
      told.length > 30 && isDeepStrictEqual(told, patch),
      JSON.stringify(told),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** `kratos.yml`, and the printed file over it. */
async function selfHosted(appUrl: string): Promise<SystemOptions["config"]> {
  const printed = await oryConfig("--target", "self-hosted", "--app-url", appUrl);
  const templates = { starter: { jwks_url: keys.privateUrl } };
  return [
    { path: "kratos.yml" },
    { content: printed },
    // What the file says is for the environment.
    {
      content: stringify({
        secrets: { default: ["not-a-secret-not-a-secret"] },
        session: { whoami: { tokenizer: { templates } } },
      }),
    },
  ];
}

async function signsIn(
  what: string,
  configure: (appUrl: string, ports: Ports) => Promise<SystemOptions["config"]>,
  issuer: (appUrl: string, ports: Ports) => string,
): Promise<void> {
  const [app = 0, pub = 0, admin = 0] = await freePorts(3);
  const ports = { app, public: pub, admin };
  const appUrl = `http://localhost:${app}`;
  const appEnv = {
    APP_URL: appUrl,
    NEXT_PUBLIC_ORY_SDK_URL: `http://localhost:${pub}`,
    ORY_ADMIN_URL: `http://localhost:${admin}`,
    ORY_SESSION_TOKEN_TEMPLATE: "starter",
    ORY_SESSION_JWKS: keys.publicSet,
    ORY_SESSION_TOKEN_ISSUER: issuer(appUrl, ports),
  };
  const system = await startSystem({ ports, config: await configure(appUrl, ports), appEnv });
  try {
    // It signs in through the app, has a token made, and a second factor asked for.
    const findings = await expectProblems(
      checks,
      `${what}: the doctor finds nothing`,
      appEnv,
      ["--production", "--deep"],
      {},
    );
    for (const check of ["sign-in", "session-cookie", "token-mode", "second-factor", "passkeys"]) {
      checks.expect(
        `${what}: ${check} was looked at and is right`,
        findings.some((finding) => finding.check === check && finding.status === "right"),
        JSON.stringify(findings.filter((finding) => finding.check === check)),
      );
    }
  } finally {
    await system.stop();
  }
}

async function fitsSchemas(): Promise<void> {
  const source = readSource();
  const places = { appOrigins: ["https://app.example.com"] as [string], returnOrigins: [] };
  const configs = {
    "Ory Network": completeConfig(networkConfig(source, places), {}),
    "a Kratos of one's own": completeConfig(selfHostedConfig(source, places), source.config),
  };
  // The path of another schema, for a version that Go can't get here.
  const files = process.env.KRATOS_CONFIG_SCHEMA?.split(",") ?? [];
  for (const [target, config] of Object.entries(configs)) {
    for (const result of await checkSchemas(config, files)) {
      if (result.outcome === "unchecked") {
        console.log(
          `Not checked: the settings for ${target} against ${result.name}. ${result.reason}`,
        );
        continue;
      }
      const problems = result.outcome === "valid" ? [] : result.problems;
      checks.check(`the settings for ${target} fit ${result.name}`, problems);
    }
  }
  const broken = { ...source.config, dsn: "memory", session: { lifespan: "three days" } };
  const results = await checkSchemas(broken, files);
  checks.check(
    "a wrong setting does not fit",
    results.flatMap(({ name, outcome }) => (outcome === "valid" ? name : [])),
  );
  checks.expect(
    "one schema could be had at least",
    results.some(({ outcome }) => outcome !== "unchecked"),
  );
}

await fitsSchemas();
await commandsSayTheSame();
await signsIn("Ory Network", forNetwork, (_, ports) => `http://localhost:${ports.public}/`);
await signsIn("a Kratos of one's own", selfHosted, (appUrl) => `${appUrl}/`);
close(checks);
