import { z } from "zod";
import { extendSession } from "@/lib/account/extend-session";
import { loginPath, unavailablePath } from "@/lib/return-to/addresses";
import { safeReturnTo } from "@/lib/return-to/request";
import { formRoute } from "@/lib/session";

/** Extends the session and returns to the page. The redirect sets the cookie's new expiry. */
export const POST = formRoute(
  z.object({ return_to: z.string().optional() }),
  async ({ fields, cookie, seeOther }) => {
    const returnTo = safeReturnTo(fields.return_to);
    const result = await extendSession(cookie);
    switch (result.outcome) {
      case "extended":
        return seeOther(returnTo, result.setCookies);
      // Second factor missing, too old, or no admin access: the page handles it.
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
