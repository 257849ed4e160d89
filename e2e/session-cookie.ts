import { z } from "zod";
import type { Person } from "./people";
import { send } from "./raw-http";

/** One of Ory's flows, as a program gets it. */
export const flowSchema = z
  .object({
    id: z.string(),
    ui: z.object({
      action: z.url(),
      nodes: z.array(
        z.object({
          attributes: z.looseObject({ name: z.string().optional(), value: z.unknown().optional() }),
        }),
      ),
    }),
  })
  .transform(({ id, ui }) => {
    const csrf = ui.nodes.find(({ attributes }) => attributes.name === "csrf_token");
    return { id, action: ui.action, csrfToken: z.string().parse(csrf?.attributes.value) };
  });

interface BegunFlow {
  id: string;
  /** Where its forms go. */
  action: string;
  csrfToken: string;
  /** The `Cookie` header that Ory set with it. */
  cookie: string;
}

/** Begins one of Ory's flows through the app, as a script does that has no browser. */
export async function beginFlow(
  appUrl: string,
  type: "login" | "recovery" | "verification" | "settings",
  headers: Record<string, string> = {},
  query = "",
): Promise<BegunFlow> {
  const answer = await send(appUrl, "GET", `/self-service/${type}/browser${query}`, {
    ...headers,
    accept: "application/json",
  });
  return {
    ...flowSchema.parse(JSON.parse(answer.body)),
    cookie: cookiePairs(answer.headers["set-cookie"]).join("; "),
  };
}

/** What a program posts to a login flow to sign in with a password. */
export function passwordSignIn({ csrfToken }: { csrfToken: string }, person: Person) {
  return {
    method: "password",
    csrf_token: csrfToken,
    identifier: person.email,
    password: person.password,
  };
}

/** Signs in with a password, without a browser, and returns the `Cookie` header of that person. */
export async function sessionCookie(appUrl: string, person: Person): Promise<string> {
  const flow = await beginFlow(appUrl, "login");
  const { pathname, search } = new URL(flow.action);
  const done = await send(
    appUrl,
    "POST",
    pathname + search,
    { accept: "application/json", "content-type": "application/json", cookie: flow.cookie },
    JSON.stringify(passwordSignIn(flow, person)),
  );
  if (done.status !== 200) throw new Error(`Signing in ended with ${done.status}.`);
  // A later cookie of the same name replaces the earlier one, as in a browser.
  const pairs = [flow.cookie, ...cookiePairs(done.headers["set-cookie"])];
  return [...new Map(pairs.map((pair) => [pair.split("=", 1)[0], pair])).values()].join("; ");
}

/** The `name=value` of each `Set-Cookie`. */
function cookiePairs(lines: string[] = []): string[] {
  return lines.map((line) => line.split(";", 1)[0] ?? "");
}
