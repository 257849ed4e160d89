import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { Checks } from "../checks";

const functionSchema = z.object({ runtime: z.string() });

const routeSchema = z.object({
  src: z.string().optional(),
  handle: z.string().optional(),
  dest: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  has: z.array(z.object({ key: z.string().optional(), value: z.string().optional() })).optional(),
  missing: z.array(z.object({ key: z.string().optional() })).optional(),
  middlewarePath: z.string().optional(),
});

const configSchema = z.object({
  version: z.literal(3),
  routes: z.array(routeSchema),
  overrides: z.record(z.string(), z.unknown()),
});

/** What Vercel's Edge takes of a program, at its smallest plan. */
const edgeBytes = 1024 * 1024;

/** Checks what each page, handler and the middleware has become, given the paths of all sources. */
export function checkFunctions(checks: Checks, output: string, files: string[]): void {
  const runtimeOf = (name: string) => {
    const file = path.join(output, "functions", `${name}.func`, ".vc-config.json");
    if (!existsSync(file)) return "none";
    return functionSchema.parse(JSON.parse(readFileSync(file, "utf8"))).runtime;
  };
  const middleware = runtimeOf("middleware");
  checks.expect("the middleware is an Edge function", middleware === "edge", middleware);
  const program = path.join(output, "functions/middleware.func/index.js");
  const bytes = statSync(program, { throwIfNoEntry: false })?.size ?? Infinity;
  checks.expect("and small enough for the Edge", bytes < edgeBytes, `${bytes} bytes`);

  const addresses = files.flatMap((file) => {
    const [, folder, kind] = /^app(.*)\/(page|route)\.tsx?$/.exec(file) ?? [];
    return folder === undefined ? [] : [{ name: folder.slice(1) || "index", kind }];
  });
  for (const kind of ["page", "route"]) {
    const wrong = addresses
      .filter((address) => address.kind === kind)
      .map(({ name }) => ({ name, runtime: runtimeOf(name) }))
      .filter(({ runtime }) => runtime !== "nodejs24.x");
    checks.check(
      `each ${kind}.ts is a function on Node.js 24`,
      wrong.map(({ name, runtime }) => `${name}: ${runtime}`),
    );
    const count = addresses.filter((address) => address.kind === kind).length;
    checks.expect(`and there are some`, count > 5, `only ${count}`);
  }
  // Prerendered, it would be the same for everybody, without a nonce and past the session check.
  checks.check(
    "no page is a file",
    addresses.flatMap(({ name }) =>
      [`functions/${name}.prerender-config.json`, `static/${name}.html`].filter((file) =>
        existsSync(path.join(output, file)),
      ),
    ),
  );
}

/** Checks who comes by which route. */
export function checkConfiguration(checks: Checks, output: string): void {
  const file = readFileSync(path.join(output, "config.json"), "utf8");
  const { routes } = configSchema.parse(JSON.parse(file));
  const files = routes.findIndex(({ handle }) => handle === "filesystem");
  const gate = routes.findIndex(({ middlewarePath }) => middlewarePath === "middleware");
  checks.expect("the middleware comes before all files and pages", gate >= 0 && gate < files);
  const gateSource = new RegExp(routes[gate]?.src ?? "$^");
  checks.check(
    "it gates the protected pages, in all their forms",
    ["/dashboard", "/dashboard.rsc", "/settings/sessions", "/profile", "/", "/no-such-page"].filter(
      (address) => !gateSource.test(address),
    ),
  );
  checks.check(
    "it leaves alone what Ory answers, and files",
    ["/self-service/login/browser", "/sessions/whoami", "/ui/login", "/_next/static/a.js"].filter(
      (address) => gateSource.test(address),
    ),
  );
  // Vercel's own secret header, which only its revalidation knows.
  const ways = routes[gate]?.missing?.map(({ key }) => key).join() ?? "";
  checks.expect(
    "nothing that a visitor can send gets past it",
    ways === "x-prerender-revalidate",
    ways,
  );

  const headersAt = (address: string, https: boolean) =>
    Object.assign(
      {},
      ...routes
        .slice(0, files)
        .filter(({ src, has }) => new RegExp(src ?? "$^").test(address) && (https || !has))
        .map(({ headers }) => headers ?? {}),
    ) as Record<string, string>;
  checks.expect(
    "each answer says nosniff",
    headersAt("/self-service/login/browser", false)["X-Content-Type-Options"] === "nosniff",
  );
  checks.expect(
    "on https each answer says so for the future, on http none",
    Boolean(headersAt("/", true)["Strict-Transport-Security"]) &&
      !headersAt("/", false)["Strict-Transport-Security"],
  );
  for (const address of [
    "/self-service/login/browser",
    "/.well-known/ory/webauthn.js",
    "/ui/login",
  ]) {
    const route = routes.slice(files).find(({ src }) => src && new RegExp(src).test(address));
    checks.expect(
      `${address} reaches the proxy`,
      /^\/(self-service|\.well-known\/ory|ui)\/\[\.\.\.path\]/.test(
        routeAfterMiss(routes, address),
      ),
      route?.dest ?? "nowhere",
    );
  }
}

function routeAfterMiss(routes: z.infer<typeof routeSchema>[], address: string): string {
  const rewrite = routes.findIndex(({ handle }) => handle === "rewrite");
  const found = routes.slice(rewrite + 1).find(({ src }) => src && new RegExp(src).test(address));
  return found?.dest ?? "nowhere";
}
