import { type BrowserContext, chromium, type Request } from "@playwright/test";
import { launchOptions } from "../../scripts/test/browser";
import { benchPath, type Running } from "./running";
import type { AppName } from "./workspace";

/** The request of Next.js's client after a click on a link. */
export interface Navigation {
  /** Includes the query. */
  path: string;
  headers: Record<string, string>;
}

const seen = new Map<AppName, Promise<Navigation>>();

/** Has a browser follow a link to the page once per app, and returns its request. */
export function navigationOf(running: Running): Promise<Navigation> {
  const { app } = running.target;
  const navigation = seen.get(app) ?? watch(running);
  seen.set(app, navigation);
  return navigation;
}

async function watch(running: Running): Promise<Navigation> {
  const browser = await chromium.launch(launchOptions());
  try {
    const context = await browser.newContext();
    await addCookies(context, running);
    const page = await context.newPage();
    await page.goto(`${running.url}/start`);
    const asked = page.waitForRequest(
      (request) =>
        new URL(request.url()).pathname === benchPath && request.headers().rsc !== undefined,
    );
    await page.getByRole("link").click();
    const request = await asked;
    await page.getByRole("heading").waitFor();
    const { pathname, search } = new URL(request.url());
    return { path: pathname + search, headers: await ownHeaders(request) };
  } finally {
    await browser.close();
  }
}

/** Gives a browser the signed-in person's cookies. */
export async function addCookies(context: BrowserContext, { url, cookie }: Running): Promise<void> {
  const pairs = (await cookie()).split("; ").filter((pair) => pair !== "");
  await context.addCookies(
    pairs.map((pair) => {
      const [name = "", ...value] = pair.split("=");
      return { name, value: value.join("="), url };
    }),
  );
}

/** Headers that depend on the person or the connection. */
const connectionHeaders = /^(cookie|host|connection|accept-encoding|referer|:.*)$/;

async function ownHeaders(request: Request): Promise<Record<string, string>> {
  const headers = Object.entries(await request.allHeaders());
  return Object.fromEntries(headers.filter(([name]) => !connectionHeaders.test(name)));
}
