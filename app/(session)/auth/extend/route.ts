import { z } from "zod";
import { extendSession } from "@/lib/account/extend-session";
import { loginPath, unavailablePath } from "@/lib/return-to/addresses";
import { safeReturnTo } from "@/lib/return-to/request";
import { formRoute } from "@/lib/session";

/** Extends the session and goes back to the page; the cookie's new expiry comes with the redirect. */
export const POST = formRoute(
  z.object({ return_to: z.string().optional() }),
  async ({ fields, cookie, seeOther }) => {
    const returnTo = safeReturnTo(fields.return_to);
    const result = await extendSession(cookie);
    switch (result.outcome) {
      case "extended":
        return seeOther(returnTo, result.setCookies);
      // Second factor missing, too old, or nothing to extend with: the page itself sorts that out.
      case "refused":
        return seeOther(returnTo);
      case "anonymous":
        return seeOther(loginPath(returnTo));
      case "unavailable":
        return seeOther(unavailablePath(returnTo));
    }
  },
  { person: "required" },
);
