import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startStack } from "../../e2e/fixtures/stack";
import { addressesOfThisMachine } from "../../scripts/doctor/admin-exposed";
import { returnUrlFindings } from "../../scripts/doctor/ory-flows";
import { startLocalOry } from "../../scripts/local/local-ory";
import { freePorts } from "../../scripts/local/ports";
import type { Checks } from "../checks";
import { developmentVariables } from "./healthy-system";
import { expectProblems } from "./run-doctor";

/** Tests a Kratos with wrong settings, with the app and then alone. */
export async function brokenOry(checks: Checks): Promise<void> {
  await withApp(checks);
  await withoutApp(checks);
}

async function withApp(checks: Checks): Promise<void> {
  const stack = await startStack({
    oryEnv: {
      COOKIES_DOMAIN: "vercel.app",
      COURIER_SMTP_CONNECTION_URI: "smtp://somebody:hush-hush@localhost:1/?disable_starttls=true",
      SELFSERVICE_ALLOWED_RETURN_URLS: "http://localhost:1/",
      SELFSERVICE_DEFAULT_BROWSER_RETURN_URL: "https://elsewhere.example/",
      SELFSERVICE_FLOWS_ERROR_UI_URL: "/oops",
      SELFSERVICE_FLOWS_RECOVERY_UI_URL: "https://www.ory.sh/kratos/docs/fallback/recovery",
      SELFSERVICE_FLOWS_REGISTRATION_UI_URL: "/join",
      SELFSERVICE_FLOWS_SETTINGS_REQUIRED_AAL: "aal1",
      SELFSERVICE_FLOWS_SETTINGS_UI_URL: "/preferences",
      SELFSERVICE_METHODS_PASSKEY_CONFIG_RP_ID: "example.com",
      SESSION_COOKIE_SAME_SITE: "None",
      SESSION_WHOAMI_REQUIRED_AAL: "aal1",
    },
  });
  try {
    const findings = await expectProblems(
      checks,
      "a Kratos with a dozen wrong settings",
      developmentVariables(stack),
      [],
      {
        "cookie-domain wrong": /for vercel\.app/,
        "default-return wrong": /leads to https:\/\/elsewhere\.example/,
        "mail wrong": /do not arrive: .*refused/,
        "pages doubtful": /explains errors on .*\/oops/,
        "pages wrong":
          /registration flow leads to .*\/join|page of the recovery flow|settings flow leads to .*\/preferences/,
        "passkeys wrong": /for example\.com/,
        "return-urls wrong": /may not return to http:\/\/localhost:\d+$/,
        "second-factor doubtful": /gets in without it/,
        "second-factor wrong": /settings open/,
        "session-cookie wrong": /SameSite=None/,
      },
    );
    const pages = findings.filter(({ check, status }) => check === "pages" && status === "wrong");
    checks.expect(
      "each page that is elsewhere is named",
      pages.length === 3,
      JSON.stringify(pages),
    );
  } finally {
    await stack.stop();
  }
}

async function withoutApp(checks: Checks): Promise<void> {
  const [app = 0, pub = 0, admin = 0, mail = 0, smtp = 0] = await freePorts(5);
  const appUrl = `http://localhost:${app}`;
  const dataFolder = await mkdtemp(path.join(tmpdir(), "ory-nextjs-starter-"));
  const ory = await startLocalOry({
    appUrl,
    ports: { public: pub, admin, mail, smtp },
    dataFolder,
    env: {
      HASHERS_BCRYPT_COST: "4",
      SELFSERVICE_ALLOWED_RETURN_URLS: `${appUrl}/,https://*.vercel.app/`,
      SERVE_ADMIN_HOST: "0.0.0.0",
      SERVE_PUBLIC_BASE_URL: `http://127.0.0.1:${app}/`,
      SESSION_COOKIE_NAME: "my_session",
    },
    log: () => undefined,
  });
  try {
    await expectProblems(
      checks,
      "a Kratos for 127.0.0.1, with a cookie of another name",
      { APP_URL: appUrl, NEXT_PUBLIC_ORY_SDK_URL: ory.publicUrl, ORY_ADMIN_URL: ory.adminUrl },
      ["--production", "--deep"],
      {
        "base-url wrong": /for http:\/\/127\.0\.0\.1/,
        "session-cookie wrong": /called my_session/,
        // A machine without a network can't be reached.
        ...(addressesOfThisMachine().length > 0 && {
          "admin-exposed doubtful": /also listens on/,
        }),
      },
    );
    const preview = await returnUrlFindings(
      { url: ory.publicUrl, product: "Ory Kratos" },
      { appOrigins: ["https://my-app.vercel.app"], allowedReturnOrigins: [] },
    );
    checks.expect(
      "return URLs that take every app of vercel.app",
      preview.some(({ says }) => says.includes("not yours, such as somebody-else.vercel.app")),
      JSON.stringify(preview),
    );
  } finally {
    await ory.stop();
    await rm(dataFolder, { recursive: true, force: true });
  }
}
