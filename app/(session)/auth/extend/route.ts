import { env } from "@/lib/server/env";
import { extendSession } from "@/lib/account/extend-session";
import { loginPath, unavailablePath } from "@/lib/return-to/addresses";
import { readForm } from "@/lib/server/read-form";
import { safeReturnTo } from "@/lib/return-to/request";
import { crossOriginRefusal, notAForm, seeOther } from "@/lib/session/response";
import { isSameOrigin } from "@/lib/server/same-origin";
import { forgetToken } from "@/lib/token-mode/session-token";

/** Extends the session and goes back to the page; the cookie's new expiry comes with the redirect. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers, env().appOrigins)) return crossOriginRefusal();
  const form = await readForm(request);
  if (!form) return notAForm();
  const returnTo = safeReturnTo(form.get("return_to"));
  const result = await extendSession(request.headers.get("cookie"));
  switch (result.outcome) {
    case "extended":
      return seeOther(request, returnTo, [...result.setCookies, forgetToken()]);
    // Second factor missing, too old, or nothing to extend with: the page itself sorts that out.
    case "refused":
      return seeOther(request, returnTo);
    case "anonymous":
      return seeOther(request, loginPath(returnTo));
    case "unavailable":
      return seeOther(request, unavailablePath(returnTo));
  }
}
