import { decodeJwt } from "jose";
import { z } from "zod";
import { expect, someoneSignedIn, test as base } from "../fixtures/attack";
import { cookiesOf } from "../fixtures/follow";
import { send } from "../fixtures/raw-http";
import { beginFlow, passwordSignIn } from "../fixtures/session-cookie";

const test = base.extend({
  stackOptions: [
    async ({ oryProxy }, use) => {
      const appEnv = { NEXT_PUBLIC_ORY_SDK_URL: oryProxy.url };
      await use({ appEnv, tokenMode: { ttl: "60s" } });
    },
    { scope: "worker" },
  ],
});

test("a session token does not grow with the confirmations of its session", async ({ stack }) => {
  const { person, cookie: first } = await someoneSignedIn(stack);
  let cookie = first;
  const before = await tokenOf(cookie);
  for (let confirmation = 0; confirmation < 4; confirmation++) {
    const flow = await beginFlow(stack.appUrl, "login", { cookie }, "?refresh=true");
    const { pathname, search } = new URL(flow.action);
    const done = await send(
      stack.appUrl,
      "POST",
      pathname + search,
      {
        accept: "application/json",
        "content-type": "application/json",
        cookie: `${cookie}; ${flow.cookie}`,
      },
      JSON.stringify(passwordSignIn(flow, person)),
    );
    expect(done.status).toBe(200);
    cookie = cookiesOf(done, cookie);
  }
  const { body } = await send(stack.appUrl, "GET", "/api/session", { cookie });
  const methods = z.object({
    session: z.object({ authentication_methods: z.array(z.looseObject({})) }),
  });
  // Ory keeps all methods, but the token must not grow with them.
  expect(methods.parse(JSON.parse(body)).session.authentication_methods.length).toBe(5);
  const after = await tokenOf(cookie);
  expect(decodeJwt(after).amr).toEqual(["password"]);
  expect(after.length - before.length).toBeLessThan(8);

  async function tokenOf(of: string): Promise<string> {
    const answer = await send(stack.appUrl, "GET", "/dashboard", { cookie: of });
    const line = answer.headers["set-cookie"]?.find((one) => one.startsWith("session_token="));
    // The binding precedes the token.
    return (line ?? "").split(";", 1)[0]?.replace(/^session_token=[0-9a-f]+\./, "") ?? "";
  }
});
