/**
 * Applies the output of `npm run config` to a real Kratos and signs in there. Also checks it
 * against Ory's published schemas. Needs `npm test`'s production build. Closes with
 * `N passed, N failed`.
 */
import { stringify } from "yaml";
import { close } from "../scripts/test/outcome";
import { tree } from "../scripts/config/operations";
import { projectPrefix } from "../scripts/config/print";
import { freePorts } from "../scripts/local/ports";
import { Checks } from "./checks";
import { tokenKeys } from "./doctor/healthy-system";
import { expectProblems } from "./doctor/run-doctor";
import { fitsSchemas } from "./ory-config/fits-schemas";
import { commandsSayTheSame, oryConfig, patchSchema } from "./ory-config/printed";
import { type Ports, startSystem, type SystemOptions } from "./ory-config/system";

const checks = new Checks();
const keys = tokenKeys();
const sessionTokenKey = keys.privateUrl.replace("base64://", "");

/** What an Ory Network project has by itself: its own URLs, secrets and cookie name. */
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

/** Returns a base with only the printed patch applied. Missing parents are created, as Ory does. */
async function forNetwork(appUrl: string, ports: Ports): Promise<SystemOptions["config"]> {
  const printed = await oryConfig(
    sessionTokenKey,
    ...["--target", "network", "--app-url", appUrl, "--json", "--secrets"],
  );
  const patch = patchSchema.parse(JSON.parse(printed)).map(({ path, value }) => ({
    path: path.replace(projectPrefix, ""),
    value,
  }));
  return [{ content: stringify(networkBase(ports)) }, { content: stringify(tree(patch)) }];
}

/** Returns `kratos.yml` with the printed file on top. */
async function selfHosted(appUrl: string): Promise<SystemOptions["config"]> {
  const printed = await oryConfig(sessionTokenKey, "--target", "self-hosted", "--app-url", appUrl);
  const templates = { starter: { jwks_url: keys.privateUrl } };
  return [
    { path: "kratos.yml" },
    { content: printed },
    // Settings that the printed file leaves to the environment.
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
    // It signs in through the app, issues a token and requires a second factor.
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

await fitsSchemas(checks);
await commandsSayTheSame(checks, sessionTokenKey);
await signsIn("Ory Network", forNetwork, (_, ports) => `http://localhost:${ports.public}/`);
await signsIn("a Kratos of one's own", selfHosted, (appUrl) => `${appUrl}/`);
close(checks);
