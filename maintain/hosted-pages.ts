/**
 * `npm run hosted-pages --prefix maintain`: points the URLs in `lib/ory/config.ts` to Ory's hosted
 * pages and deletes `app/(flows)`. Checks that the rest works: sign in, change settings, stay
 * signed in, sign out, delete the account. Closes with `N passed, N failed`.
 *
 * Only Ory Network has hosted pages, so a small server in front of Kratos replaces them.
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium, type Page } from "@playwright/test";
import { launchOptions } from "../scripts/test/browser";
import { linkTree } from "../e2e/fixtures/checkout";
import { createAccount } from "../e2e/fixtures/people";
import { fromNobodysEnvironment } from "../e2e/fixtures/start-app";
import { waitForHttp } from "../e2e/fixtures/wait";
import { startChild } from "../scripts/local/child";
import { startLocalOry } from "../scripts/local/local-ory";
import { freePorts } from "../scripts/local/ports";
import { installBrowser } from "../scripts/test/install-browser";
import { close } from "../scripts/test/outcome";
import { Checks } from "./checks";
import { root } from "./contract/folders";
import { startHostedPages } from "./hosted-pages/stand-in";
import { expectRun } from "./run-in";
import { copyTrackedFiles } from "./tracked-files";

const checks = new Checks();
const flows = ["login", "registration", "recovery", "verification"];
const copy = await mkdtemp(path.join(tmpdir(), "ory-nextjs-starter-hosted-"));
try {
  await copyTrackedFiles(copy);
  linkTree(path.join(root, "node_modules"), path.join(copy, "node_modules"));
  await rm(path.join(copy, "app/(flows)"), { recursive: true });
  const configFile = path.join(copy, "lib/ory/config.ts");
  const config = await readFile(configFile, "utf8");
  await writeFile(configFile, config.replace(/"\/auth\/(\w+)"/g, '"/ui/$1"'));
  for (const command of ["typecheck", "test:unit", "build"]) {
    await expectRun(checks, copy, `npm run ${command}`, ["npm", "run", "--silent", command]);
  }
  if (checks.failed === 0) await walk();
} finally {
  await rm(copy, { recursive: true, force: true, maxRetries: 3 });
}
close(checks);

async function walk(): Promise<void> {
  const [app = 0, pub = 0, admin = 0, mail = 0, smtp = 0] = await freePorts(5);
  const appUrl = `http://localhost:${app}`;
  const dataFolder = path.join(copy, "ory/.data");
  const uiUrls = flows.map((flow) => [
    `SELFSERVICE_FLOWS_${flow.toUpperCase()}_UI_URL`,
    `/ui/${flow}`,
  ]);
  const ory = await startLocalOry({
    appUrl,
    ports: { public: pub, admin, mail, smtp },
    dataFolder,
    env: {
      ...Object.fromEntries<string>(uiUrls as [string, string][]),
      SELFSERVICE_FLOWS_ERROR_UI_URL: "/ui/error",
      SESSION_EARLIEST_POSSIBLE_EXTEND: "1000h",
    },
    log: () => undefined,
  });
  const hosted = await startHostedPages(ory.publicUrl);
  const next = startChild(
    process.execPath,
    [path.join(copy, "node_modules/next/dist/bin/next"), "start", "--port", String(app)],
    {
      cwd: copy,
      env: {
        ...process.env,
        ...fromNobodysEnvironment,
        NODE_ENV: "production",
        APP_URL: appUrl,
        NEXT_PUBLIC_ORY_SDK_URL: hosted.url,
        ORY_ADMIN_URL: ory.adminUrl,
      },
      output: () => undefined,
    },
  );
  process.env.CHROMIUM_BIN ??= await installBrowser();
  const browser = await chromium.launch(launchOptions());
  try {
    await waitForHttp(appUrl, next.exited);
    const page = await browser.newPage({ baseURL: appUrl });
    const person = await createAccount({ ory });
    await step(page, "signing in leads to the page that was asked for", async () => {
      await page.goto("/profile?tab=2");
      await signIn(page, person);
      await page.waitForURL("/profile?tab=2");
    });
    await step(page, "the settings open", async () => {
      await page.goto("/settings");
      await page.getByRole("region", { name: "Password" }).waitFor();
    });
    await step(page, "the session is extended", async () => {
      const field = page.locator('input[name="person"]').first();
      const form = { person: await field.inputValue(), return_to: "/dashboard" };
      const headers = { origin: appUrl };
      const answer = await page.request.post("/auth/extend", { form, headers, maxRedirects: 0 });
      if (answer.headers().location !== "/dashboard") throw new Error(await answer.text());
      if (!answer.headers()["set-cookie"]?.includes("ory_session")) throw new Error("no cookie");
    });
    await step(page, "signing out ends the session", async () => {
      await page.getByRole("button", { name: "Sign out", exact: true }).click();
      await page.getByText("Nobody is signed in").waitFor();
    });
    await step(page, "the account is deleted", async () => {
      await page.goto("/settings/delete");
      await signIn(page, person);
      await page.getByRole("checkbox").check();
      await page.getByRole("button", { name: "Delete my account" }).click();
      await page.waitForURL("/?account=deleted");
    });
    await step(page, "the start page leads to the hosted pages", async () => {
      await page.goto("/");
      await page.getByRole("link", { name: "Sign in" }).click();
      await page.waitForURL(/\/ui\/login\?flow=/);
    });
  } finally {
    await browser.close();
    next.kill();
    await Promise.all([next.exited, hosted.close(), ory.stop()]);
  }
}

/** Runs a step. Fails with its error, or with links on the page to deleted pages. */
async function step(page: Page, name: string, work: () => Promise<void>): Promise<void> {
  const wrong = await work().then(
    () => [],
    (error: unknown) => [String(error)],
  );
  const dead = await page
    .locator("a, form")
    .evaluateAll((all) =>
      all.map((one) => one.getAttribute("href") ?? one.getAttribute("action") ?? ""),
    );
  const deleted = new RegExp(`^/auth/(${[...flows, "error"].join("|")})\\b`);
  checks.check(name, [...wrong, ...dead.filter((address) => deleted.test(address))]);
}

async function signIn(page: Page, person: { email: string; password: string }): Promise<void> {
  await page.waitForURL(/\/ui\/login\?flow=/);
  await page.locator('[name="identifier"]').fill(person.email);
  await page.locator('[name="password"]').fill(person.password);
  await page.locator('button[name="method"][value="password"]').click();
}
