import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { expect, test } from "../fixtures/attack";
import { send } from "../fixtures/raw-http";
import { buildFolder } from "../fixtures/start-app";

const manifest = readFileSync(path.join(buildFolder, "app-path-routes-manifest.json"), "utf8");
const routes = Object.values(z.record(z.string(), z.string()).parse(JSON.parse(manifest)));

/** Files that are the same for everyone. */
const files = [
  ...readdirSync("public").map((name) => `/${name}`),
  ...routes.filter((route) => /\.(ico|png|svg|webmanifest)$/.test(route)),
];
const paths = new Set([
  ...files,
  ...routes.map((route) => route.replace("[...path]", "none")),
  ...["/dashboard/", "//dashboard", "/self-service/login/", "/no/such/page", "/%ff"],
  ...["/robots%2Etxt", "/_next/static/none.js", "/self-service/login/browser", "/?_rsc=1"],
]);

for (const asked of paths) {
  test(`${asked} says how it may be cached, and does not fail`, async ({ stack, visitor }) => {
    for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
      for (const cookie of ["", visitor.cookie]) {
        const { status, headers } = await send(stack.appUrl, method, asked, { cookie });
        expect.soft(status, method).not.toBe(500);
        const isFile = files.includes(asked.replace("%2E", ".")) && status === 200;
        const expected = isFile ? /^public, max-age=0/ : /no-store/;
        expect.soft(headers["cache-control"], method).toMatch(expected);
      }
    }
  });
}
