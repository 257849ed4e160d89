import { z } from "zod";
import type { Person } from "./people";

const flowSchema = z.object({
  ui: z.object({
    action: z.url(),
    nodes: z.array(z.object({ attributes: z.looseObject({ name: z.string().optional() }) })),
  }),
});

/** Signs in with a password, without a browser, and returns the `Cookie` header of that person. */
export async function sessionCookie(appUrl: string, person: Person): Promise<string> {
  const { flow, cookie } = await beginLogin(appUrl);
  const csrf = flow.ui.nodes.find(({ attributes }) => attributes.name === "csrf_token");
  const done = await fetch(flow.ui.action, {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/json", cookie },
    body: JSON.stringify({
      method: "password",
      csrf_token: csrf?.attributes.value,
      identifier: person.email,
      password: person.password,
    }),
  });
  if (done.status !== 200) throw new Error(`Signing in ended with ${done.status}.`);
  return [cookie, ...cookiePairs(done.headers)].join("; ");
}

async function beginLogin(appUrl: string) {
  const begun = await fetch(`${appUrl}/self-service/login/browser`, {
    headers: { accept: "application/json" },
  });
  return {
    flow: flowSchema.parse(await begun.json()),
    cookie: cookiePairs(begun.headers).join("; "),
  };
}

/** The `name=value` of each `Set-Cookie`. */
export function cookiePairs(headers: Headers): string[] {
  return headers.getSetCookie().map((line) => line.split(";", 1)[0] ?? "");
}
