import { z } from "zod";
import { send } from "../../e2e/fixtures/raw-http";
import type { Credential, Expectation } from "./cases";
import type { System } from "./system";
import type { World } from "./world";

interface Options {
  /** The path that responds with the session. */
  path: string;
  /** Whether the same path responds to browsers with pages and redirects. */
  pages: boolean;
}

const sessionSchema = z.object({
  session: z.object({
    active: z.literal(true),
    identity: z.object({ traits: z.object({ email: z.string() }) }),
  }),
});
const errorSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string().min(1),
    redirect_to: z.string().optional(),
  }),
});

/** A server that responds to programs with JSON and a status. */
export function httpSystem(world: World, origin: string, { path, pages }: Options): System {
  const address = origin + path;
  return {
    check: async (credential, expected) => {
      const problems = await checkJson(world, address, credential, expected);
      // Only programs send session tokens.
      if (!pages || (credential && "token" in credential)) return problems;
      return [...problems, ...(await checkPage(world, address, credential, expected))];
    },
  };
}

async function checkJson(
  { appUrl, person }: World,
  address: string,
  credential: Credential,
  expected: Expectation,
): Promise<string[]> {
  const problems: string[] = [];
  const started = performance.now();
  const answer = await ask(address, { accept: "application/json", ...asHeaders(credential) });
  const seconds = (performance.now() - started) / 1000;
  if (expected.withinSeconds && seconds > expected.withinSeconds) {
    problems.push(`answered after ${seconds.toFixed(1)} s`);
  }
  if (answer.status !== expected.status) {
    return [...problems, `answered ${answer.status} ${answer.body.slice(0, 200)}`];
  }
  if (!answer.header("cache-control").includes("no-store")) problems.push("may be cached");
  if (expected.status === 200) {
    const found = sessionSchema.safeParse(json(answer.body));
    if (found.data?.session.identity.traits.email !== person.email)
      problems.push("not their session");
    return problems;
  }
  const error = errorSchema.safeParse(json(answer.body)).data?.error;
  if (error?.code !== expected.code) problems.push(`not the error's form: ${answer.body}`);
  if (expected.status === 503 && !/^\d+$/.test(answer.header("retry-after"))) {
    problems.push("no Retry-After");
  }
  const secondStep = `${appUrl}/self-service/login/browser?aal=aal2&return_to=`;
  if (expected.status === 403 && error?.redirect_to?.startsWith(secondStep) !== true) {
    problems.push(`redirect_to is ${error?.redirect_to ?? "missing"}`);
  }
  return problems;
}

async function checkPage(
  { appUrl, person }: World,
  path: string,
  credential: Credential,
  expected: Expectation,
): Promise<string[]> {
  const address = `${path}?tab=a%2Fb`;
  const answer = await ask(address, {
    accept: "text/html,application/xhtml+xml,*/*;q=0.8",
    // The return URL must not depend on this header.
    host: "evil.example",
    ...asHeaders(credential),
  });
  const location = answer.header("location");
  const leadsTo = (pathname: string, query: Record<string, string>) => {
    const wanted = `${appUrl}${pathname}?${sorted({ ...query, return_to: address })}`;
    const url = URL.canParse(location) ? new URL(location) : new URL("about:blank");
    const got = url.origin + url.pathname + "?" + sorted(Object.fromEntries(url.searchParams));
    const redirects = [302, 303, 307].includes(answer.status);
    return redirects && got === wanted ? [] : [`a browser got ${answer.status} ${location}`];
  };
  switch (expected.shows) {
    case "session":
      return answer.status === 200 && answer.body.includes(`Welcome, ${person.email}`)
        ? []
        : [`a browser got ${answer.status}, not its session`];
    case "login":
      return leadsTo("/auth/login", {});
    case "second factor":
      return leadsTo("/self-service/login/browser", { aal: "aal2" });
    case "outage":
      return answer.status === 503 && answer.body.includes("You have not been signed out")
        ? []
        : [`a browser got ${answer.status} ${location} in an outage`];
  }
}

function sorted(query: Record<string, string>): string {
  const parameters = new URLSearchParams(query);
  parameters.sort();
  return parameters.toString();
}

function asHeaders(credential: Credential): Record<string, string> {
  if (!credential) return {};
  return "token" in credential ? { "x-session-token": credential.token } : credential;
}

function json(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

interface Answer {
  status: number;
  body: string;
  header: (name: string) => string;
}

async function ask(url: string, headers: Record<string, string>): Promise<Answer> {
  const { origin, pathname, search } = new URL(url);
  const { status, body, headers: sent } = await send(origin, "GET", pathname + search, headers);
  return { status, body, header: (name) => sent[name]?.toString() ?? "" };
}
