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
 * Ends the session at Ory, clears its cookies, and goes to the start page, or to sign in again where
 * the form has a `return_to`. The form need not name a person: on the page of a second step nobody
 * knows yet who it is.
 */
export const POST = formRoute(
  fields,
  async ({ cookie, origin, fields: { return_to }, seeOther }) => {
    const result = await signOut(cookie);
    switch (result.outcome) {
      case "signed_out":
        // Ory has nothing to clear for a session that is over already, so the app does it too.
        return seeOther(
          return_to === undefined ? sitePath("/") : loginPath(safeReturnTo(return_to)),
          result.setCookies,
          expiredSessionCookies(cookie, origin),
        );
      case "unavailable":
        // The session lives on at Ory, so the cookie stays: saying "signed out" would be untrue.
        return seeOther(unavailablePath(sitePath("/")));
    }
  },
);

/** Changes nothing: a link, a prefetch or an image must not sign anybody out. */
export function GET(): Response {
  return new Response(refusals.signOutByButton, {
    status: 405,
    headers: { allow: "POST", "cache-control": "no-store" },
  });
}
