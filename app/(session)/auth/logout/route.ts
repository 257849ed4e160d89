import { z } from "zod";
import { signOut } from "@/lib/account/sign-out";
import { expiredSessionCookies } from "@/lib/ory/cookies";
import { unavailablePath } from "@/lib/return-to/addresses";
import { sitePath } from "@/lib/return-to/return-to";
import { formRoute } from "@/lib/session";
import { refusals } from "@/lib/words";

/**
 * Ends the session at Ory, clears its cookies, and goes to the start page. The form need not name a
 * person: on the page of a second step nobody knows yet who it is.
 */
export const POST = formRoute(z.object({}), async ({ cookie, origin, seeOther }) => {
  const result = await signOut(cookie);
  switch (result.outcome) {
    case "signed_out":
      // Ory has nothing to clear for a session that is over already, so the app does it too.
      return seeOther(sitePath("/"), result.setCookies, expiredSessionCookies(cookie, origin));
    case "unavailable":
      // The session lives on at Ory, so the cookie stays: saying "signed out" would be untrue.
      return seeOther(unavailablePath(sitePath("/")));
  }
});

/** Changes nothing: a link, a prefetch or an image must not sign anybody out. */
export function GET(): Response {
  return new Response(refusals.signOutByButton, {
    status: 405,
    headers: { allow: "POST", "cache-control": "no-store" },
  });
}
