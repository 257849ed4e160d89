import { z } from "zod";
import { signOut } from "@/lib/account/sign-out";
import { expiredSessionCookies } from "@/lib/ory/cookies";
import { loginPath, unavailablePath } from "@/lib/return-to/addresses";
import { safeReturnTo } from "@/lib/return-to/request";
import { sitePath } from "@/lib/return-to/return-to";
import { formRoute } from "@/lib/session";
import { refusals } from "@/lib/words";

const fields = z.object({ return_to: z.string().optional() });

/**
 * Revokes the session at Ory and clears its cookies. The form names no person, because at the
 * second step it isn't known yet.
 */
export const POST = formRoute(
  fields,
  async ({ cookie, origin, fields: { return_to }, seeOther }) => {
    const result = await signOut(cookie);
    switch (result.outcome) {
      case "signed_out":
        // For an expired session Ory clears no cookies, so the app does.
        return seeOther(
          return_to === undefined ? sitePath("/") : loginPath(safeReturnTo(return_to)),
          result.setCookies,
          expiredSessionCookies(cookie, origin),
        );
      case "unavailable":
        // The session is still active at Ory, so keep the cookie: "signed out" would be false.
        return seeOther(unavailablePath(sitePath("/")));
    }
  },
);

/** Refused, because a link, prefetch or image must not sign anyone out. */
export function GET(): Response {
  return new Response(refusals.signOutByButton, {
    status: 405,
    headers: { allow: "POST", "cache-control": "no-store" },
  });
}
