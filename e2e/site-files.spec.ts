import type { APIRequestContext, Page } from "@playwright/test";
import { expect, test } from "./fixtures/test";
import { send } from "./fixtures/raw-http";
import { signedInPerson } from "./fixtures/signed-in";

// The files for search engines, phones and link previews.

test("the browser reads the manifest, under the page's policy, and every icon is there", async ({
  page,
  request,
}) => {
  await page.goto("/");
  const devtools = await page.context().newCDPSession(page);
  const { url, errors, data = "" } = await devtools.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  const answer = await request.get(url);
  expect(answer.headers()["content-type"]).toBe("application/manifest+json");
  const manifest = JSON.parse(data) as { icons: { src: string; sizes: string; type: string }[] };
  expect(manifest.icons.length).toBeGreaterThan(2);
  for (const { src, sizes, type } of manifest.icons) await expectIcon(request, src, sizes, type);

  const links = await page.locator("link[rel=icon], link[rel=apple-touch-icon]").all();
  expect(links.length).toBeGreaterThan(2);
  for (const link of links) {
    const [href, sizes, type] = await Promise.all(
      ["href", "sizes", "type"].map((name) => link.getAttribute(name)),
    );
    await expectIcon(request, href ?? "", sizes ?? "", type ?? "");
  }
  // Browsers request it where there is no page, such as next to a download.
  await expectIcon(request, "/favicon.ico", "any", "image/x-icon");
});

test("a preview of a link has a picture, at the configured address whatever host was asked", async ({
  request,
  stack,
}) => {
  const { body } = await send(stack.appUrl, "GET", "/", { host: "evil.example" });
  const picture = property(body, "og:image");
  expect(picture).toMatch(new RegExp(`^${stack.appUrl}/opengraph-image`));
  expect(body).not.toContain("evil.example");
  for (const name of ["og:title", "og:description", "og:site_name", "og:image:alt"]) {
    expect(property(body, name), name).toMatch(/\w{3}/);
  }
  const answer = await request.get(picture);
  expect(answer.headers()["content-type"]).toBe("image/png");
  expect(pngSize(await answer.body())).toBe("1200x630");
});

test("only the start page is meant to be found", async ({ page, request, stack }) => {
  const rules = (await (await request.get("/robots.txt")).text()).matchAll(/^(\w+): (\/\S*)$/gm);
  const robots = [...rules].map(([, rule = "", path = ""]) => ({ rule, path }));
  await page.goto("/");
  expect(await robotsOf(page)).toBe("index");
  await expect(page.locator("link[rel=canonical]")).toHaveAttribute("href", stack.appUrl);
  const files = await page.locator("link[rel=stylesheet]").evaluateAll(hrefs);
  expect(files.length).toBeGreaterThan(0);
  for (const path of ["/", "/opengraph-image.png", "/icon-512.png", ...files]) {
    expect(mayCrawl(robots, path), path).toBe(true);
  }

  await signedInPerson(page, stack);
  const titles = new Set<string>();
  const others = ["/dashboard", "/profile", "/settings", "/settings/sessions", "/dashboard/client"];
  for (const path of [...others, "/auth/error", "/unavailable", "/no/such/page"]) {
    await page.goto(path);
    expect(await robotsOf(page), path).toContain("noindex");
    expect(mayCrawl(robots, path), path).toBe(false);
    titles.add(await page.title());
  }
  expect(titles.size, "titles, each of one page").toBe(others.length + 3);

  await page.context().clearCookies();
  for (const path of ["/auth/login", "/auth/registration", "/auth/recovery"]) {
    await page.goto(path);
    expect(await robotsOf(page), path).toContain("noindex");
    expect(mayCrawl(robots, path), path).toBe(false);
  }
});

async function expectIcon(
  request: APIRequestContext,
  src: string,
  sizes: string,
  type: string,
): Promise<void> {
  const answer = await request.get(src, { maxRedirects: 0 });
  expect(answer.status(), src).toBe(200);
  expect(answer.headers()["content-type"], src).toContain(type);
  if (type === "image/png") expect(pngSize(await answer.body()), src).toBe(sizes);
}

/** @see https://www.w3.org/TR/png-3/#11IHDR */
function pngSize(png: Buffer): string {
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  return `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;
}

function property(html: string, name: string): string {
  return new RegExp(`<meta property="${name}" content="([^"]*)"`).exec(html)?.[1] ?? "";
}

function robotsOf(page: Page): Promise<string | null> {
  return page.locator("meta[name=robots]").first().getAttribute("content");
}

const hrefs = (links: Element[]) => links.map((link) => link.getAttribute("href") ?? "");

/** The longest rule applies. Of two equally long ones, the one that allows (RFC 9309, 2.2.2). */
function mayCrawl(robots: { rule: string; path: string }[], path: string): boolean {
  const matching = robots.filter((one) =>
    one.path.endsWith("$") ? path === one.path.slice(0, -1) : path.startsWith(one.path),
  );
  const allows = ({ rule }: { rule: string }) => (rule === "Allow" ? 1 : 0);
  matching.sort((a, b) => b.path.length - a.path.length || allows(b) - allows(a));
  return matching[0]?.rule !== "Disallow";
}
