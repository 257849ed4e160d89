import { Configuration, IdentityApi } from "@ory/client";
import { expect, protectedPages, someoneSignedIn, test } from "../fixtures/attack";
import { send } from "../fixtures/raw-http";
import { beginFlow, sessionCookie } from "../fixtures/session-cookie";
import type { Stack } from "../fixtures/stack";

for (const prefetch of [
  { rsc: "1", "next-router-prefetch": "1" },
  { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
  { purpose: "prefetch" },
  { "sec-purpose": "prefetch;prerender" },
]) {
  test(`no prefetch of any link on any page changes anything: ${JSON.stringify(prefetch)}`, async ({
    stack,
  }) => {
    const { person, cookie } = await someoneSignedIn(stack);
    // A second session, so that the page has something to sign out.
    await sessionCookie(stack.appUrl, person);
    const before = await stateAtOry(stack, cookie);
    const links = await linksOfAllPages(stack, cookie);
    expect(links.size).toBeGreaterThan(8);
    for (const link of links) {
      const answer = await send(stack.appUrl, "GET", link, { ...prefetch, cookie });
      expect(answer.headers["set-cookie"]?.join() ?? "", link).not.toContain("ory_session");
    }
    expect(await stateAtOry(stack, cookie)).toEqual(before);
  });
}

async function linksOfAllPages(stack: Stack, cookie: string): Promise<Set<string>> {
  const flow = await beginFlow(stack.appUrl, "settings", { cookie });
  const links = new Set<string>();
  for (const path of [
    "/",
    ...protectedPages,
    `/settings?flow=${flow.id}`,
    "/unavailable",
    "/no/such/page",
    "/auth/error",
  ]) {
    const headers = { cookie: `${cookie}; ${flow.cookie}` };
    const { body } = await send(stack.appUrl, "GET", path, headers);
    for (const [, href = ""] of body.matchAll(/<(?:a|link)\b[^>]* href="([^"]*)"/g)) {
      const url = new URL(href.replaceAll("&amp;", "&"), stack.appUrl);
      if (url.origin === stack.appUrl) links.add(url.pathname + url.search);
    }
  }
  return links;
}

/** Returns all that Ory's admin API has on this cookie's person, including sessions. */
async function stateAtOry(stack: Stack, cookie: string): Promise<unknown> {
  const { body } = await send(stack.appUrl, "GET", "/api/session", { cookie });
  const id = /"identity":\{"id":"([^"]+)"/.exec(body)?.[1] ?? "";
  const admin = new IdentityApi(new Configuration({ basePath: stack.ory.adminUrl }));
  const { data: identity } = await admin.getIdentity({ id });
  const { data: sessions } = await admin.listIdentitySessions({ id });
  expect(sessions).toHaveLength(2);
  return { identity, sessions };
}
