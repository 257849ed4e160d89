import {
  evil,
  expect,
  forgedCookie,
  protectedPages,
  redirectTarget,
  test,
} from "../fixtures/attack";
import { send } from "../fixtures/raw-http";

const subrequests = ["middleware", "src/middleware", "pages/_middleware", "proxy", "src/proxy"];
const tricks: Record<string, string>[] = [
  ...subrequests.flatMap((name) => [
    { "x-middleware-subrequest": name },
    { "x-middleware-subrequest": Array<string>(5).fill(name).join(":") },
  ]),
  { "x-middleware-subrequest-id": "0" },
  { "x-requested-path": "/dashboard" },
  { "content-security-policy": "script-src 'nonce-forged'" },
  { "content-security-policy": "script-src 'nonce-forged'", rsc: "1" },
  { "x-middleware-rewrite": "/dashboard" },
  { "x-middleware-rewrite": `https://${evil}/` },
  { "x-middleware-next": "1" },
  { "x-middleware-prefetch": "1" },
  { "x-middleware-invoke": "1" },
  { "x-middleware-redirect": `https://${evil}/` },
  { "x-middleware-override-headers": "cookie", "x-middleware-request-cookie": "x" },
  { "x-invoke-path": "/", "x-invoke-status": "200", "x-invoke-output": "/" },
  { "x-matched-path": "/" },
  { "x-next-resume": "1" },
  { "next-resume": "1" },
  { "x-nextjs-data": "1" },
  { "x-now-route-matches": "1=dashboard" },
  { rsc: "1" },
  { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
  { rsc: "1", "next-router-state-tree": encodeURIComponent('["",{},null,"refetch"]') },
  { rsc: "1", "next-url": `https://${evil}/` },
  { "next-action": "0".repeat(42) },
  { "x-original-url": "/" },
  { "x-rewrite-url": "/" },
  { "x-original-url": "/dashboard", "x-rewrite-url": "/dashboard" },
  { "x-forwarded-host": evil, "x-forwarded-proto": "https", "x-forwarded-port": "1" },
  { "x-forwarded-prefix": `//${evil}` },
  { "x-forwarded-uri": "/", "x-forwarded-path": "/" },
  { "x-forwarded-for": "127.0.0.1", "x-real-ip": "127.0.0.1", "true-client-ip": "127.0.0.1" },
  { "x-http-method-override": "DELETE", "x-method-override": "DELETE" },
  {
    "x-vercel-protection-bypass": "1",
    "x-prerender-revalidate": "1",
    "x-vercel-skip-toolbar": "1",
  },
  { "x-user": "admin", "x-kratos-authenticated-identity-id": "admin", "x-session-id": "1" },
];

// A page, a page with a client part, a page with its own check, and a handler.
const tricked = ["/dashboard", "/dashboard/client", "/settings/sessions", "/profile/export"];

for (const trick of tricks) {
  test(`${JSON.stringify(trick)} gets nobody past the sign-in`, async ({ stack, elsewhere }) => {
    for (const url of [stack.appUrl, elsewhere]) {
      for (const cookie of [undefined, forgedCookie]) {
        for (const path of tricked) {
          const headers = { accept: "*/*", ...trick, ...(cookie && { cookie }) };
          const answer = await send(url, "GET", path, headers);
          const what = `${path} with ${String(cookie)}`;
          expect(answer.text, what).not.toContain(evil);
          expect(answer.text, what).not.toMatch(/Welcome,|This device|Sign out|"traits"/);
          if (answer.headers.location === undefined) continue;
          const target = redirectTarget(answer, url);
          expect(target.origin, what).toBe(url);
          expect(["/auth/login", path], what).toContain(target.pathname);
          if (target.pathname !== "/auth/login") continue;
          const returnTo = target.searchParams.get("return_to");
          expect([...protectedPages, "/profile?export=ready"], what).toContain(returnTo);
        }
      }
    }
  });
}
