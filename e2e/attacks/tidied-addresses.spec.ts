import { evil, expect, redirectTarget, test } from "../fixtures/attack";
import { send } from "../fixtures/raw-http";

for (const path of [
  `//${evil}`,
  `//${evil}/dashboard/`,
  `///${evil}//x/`,
  `/\\${evil}`,
  `/\\/${evil}/`,
  `/%5C${evil}/`,
  `/%2F${evil}/`,
  `/%2F%2F${evil}/`,
  `/.//${evil}/`,
  `/dashboard/..//${evil}/`,
  `/%09/${evil}/`,
  `/@${evil}/`,
  `http://${evil}/dashboard`,
]) {
  test(`Next.js's own redirect of ${path} stays on this site`, async ({ stack }) => {
    const answer = await send(stack.appUrl, "GET", path);
    expect([307, 308, 400, 404]).toContain(answer.status);
    expect(redirectTarget(answer, stack.appUrl).origin).toBe(stack.appUrl);
    expect(answer.headers.location ?? "/").toMatch(/^\/(?![/\\])/);
  });
}
