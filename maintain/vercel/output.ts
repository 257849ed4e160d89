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

type Route = z.infer<typeof routeSchema>;

const configSchema = z.object({
  version: z.literal(3),
  routes: z.array(routeSchema),
  overrides: z.record(z.string(), z.unknown()),
});

/** The largest program that Vercel's Edge accepts on its smallest plan. */
const edgeBytes = 1024 * 1024;

/** Checks the output for each page, handler and the middleware, given all source paths. */
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
    // A folder in parentheses groups pages and isn't part of their path.
    const name = folder?.replace(/\/\([^)]*\)/g, "").slice(1);
    return name === undefined ? [] : [{ name: name || "index", kind }];
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
  // A prerendered page would be the same for everyone, without a nonce or a session check.
  checks.check(
    "no page is a file",
    addresses.flatMap(({ name }) =>
      [`functions/${name}.prerender-config.json`, `static/${name}.html`].filter((file) =>
        existsSync(path.join(output, file)),
      ),
    ),
  );
}

/** Checks which requests each route accepts. */
export function checkConfiguration(checks: Checks, output: string): void {
  const file = readFileSync(path.join(output, "config.json"), "utf8");
  const { routes } = configSchema.parse(JSON.parse(file));
  const phase = (name: string) => routes.findIndex(({ handle }) => handle === name);
  const takes = ({ src }: Route, address: string) =>
    src !== undefined && new RegExp(src).test(address);

  const gates = routes.slice(0, phase("filesystem")).filter((route) => route.middlewarePath);
  const gated = (address: string) => gates.some((route) => takes(route, address));
  const protectedPages = ["/dashboard", "/dashboard.rsc", "/settings/sessions", "/profile"];
  checks.check(
    "the middleware comes before all files and pages, and gates them",
    [...protectedPages, "/", "/no-such-page"].filter((address) => !gated(address)),
  );
  // The last header is Vercel's own, with a secret. A visitor who sends the first only gets a
  // document without a CSP: e2e/attacks/forged-headers.spec.ts.
  const passes = ["x-requested-path", "x-prerender-revalidate"];
  const all = gates.filter(({ has }) => !has);
  const ways = all.flatMap(({ missing = [] }) => missing.map(({ key }) => key));
  checks.check(
    "nothing else that a visitor can send gets past it",
    ways.filter((key) => !passes.includes(key ?? "")).map(String),
  );

  const headersAt = (address: string, scheme: string) =>
    new Map(
      routes
        .slice(0, phase("filesystem"))
        .filter(
          (route) =>
            takes(route, address) && route.has?.every(({ value }) => value === scheme) !== false,
        )
        .flatMap(({ headers = {} }) => Object.entries(headers)),
    );
  const addresses = ["/self-service/login/browser", "/.well-known/ory/webauthn.js", "/ui/login"];
  for (const address of ["/", "/dashboard", ...addresses]) {
    const [http, https] = [headersAt(address, "http"), headersAt(address, "https")];
    checks.expect(`${address} says nosniff`, http.get("X-Content-Type-Options") === "nosniff");
    checks.expect(
      `${address} keeps to https, once it came by it`,
      https.has("Strict-Transport-Security") && !http.has("Strict-Transport-Security"),
    );
  }
  const rewrites = routes.slice(phase("rewrite") + 1, phase("hit"));
  for (const address of addresses) {
    const place = rewrites.find((route) => takes(route, address))?.dest ?? "nowhere";
    checks.expect(`${address} reaches the proxy`, place.includes("/[...path]?"), place);
  }
}
