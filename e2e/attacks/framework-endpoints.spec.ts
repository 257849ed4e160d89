import { expect, test } from "../fixtures/attack";
import { send } from "../fixtures/raw-http";

// Next.js serves these paths by default. This app doesn't use them.
for (const path of [
  "/_next/image?url=%2Fopengraph-image.png%23RANDOM&w=640&q=75",
  "/_next/image",
  "/_next/data/x/index.json",
  "/_next/data/x/dashboard.json",
  "/_next/hmr",
  "/_next/webpack-hmr",
  "/__nextjs_original-stack-frame",
  "/_global-error",
  "/_not-found",
  "/_error",
  "/404",
  "/500",
  "/index.rsc",
  "/dashboard.rsc",
  "/_global-error.rsc",
  "/_global-error.segments/_tree.segment.rsc",
]) {
  test(`${path} is not there, and no cache keeps that`, async ({ stack }) => {
    const { status, headers } = await send(stack.appUrl, "GET", path);
    expect(status).toBe(404);
    expect(headers["cache-control"]).toContain("no-store");
    expect(headers["content-type"]).not.toMatch(/^image/);
  });
}

for (const [path, cacheControl] of [
  ["/opengraph-image.png", "public, max-age=0, must-revalidate"],
  ["/favicon.ico", "public, max-age=0, must-revalidate"],
  ["/icon.svg", "public, max-age=0, must-revalidate"],
  ["/manifest.webmanifest", "public, max-age=0, must-revalidate"],
  ["/robots.txt", "public, max-age=0"],
] as const) {
  test(`caches ask again for ${path}`, async ({ stack }) => {
    const { status, headers } = await send(stack.appUrl, "GET", path);
    expect(status).toBe(200);
    expect(headers["cache-control"]).toBe(cacheControl);
  });
}

test("a file that is named by its content is kept for a year", async ({ stack }) => {
  const { body } = await send(stack.appUrl, "GET", "/");
  const file = /"(\/_next\/static\/[^"]+\.css)/.exec(body)?.[1] ?? "";
  const { status, headers } = await send(stack.appUrl, "GET", file);
  expect(status).toBe(200);
  expect(headers["cache-control"]).toBe("public, max-age=31536000, immutable");
});
