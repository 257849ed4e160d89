import { env } from "@/lib/server/env";
import { refusals } from "@/lib/words";
import { expiredSessionCookies } from "@/lib/ory/cookies";
import { unavailablePath } from "@/lib/return-to/addresses";
import { crossOriginRefusal, seeOther } from "@/lib/session/response";
import { isSameOrigin } from "@/lib/server/same-origin";
import { forgetToken } from "@/lib/token-mode/session-token";
import { signOut } from "@/lib/account/sign-out";

/** Ends the session at Ory, clears its cookies, and goes to the start page. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers, env().appOrigins)) return crossOriginRefusal();
  const cookie = request.headers.get("cookie");
  const result = await signOut(cookie);
  switch (result.outcome) {
    case "signed_out":
      return seeOther(request, "/", [
        ...result.setCookies,
        // Ory has nothing to clear for a session that is over already, so the app does it too.
        ...expiredSessionCookies(cookie),
        forgetToken(),
      ]);
    case "unavailable":
      // The session lives on at Ory, so the cookie stays: saying "signed out" would be untrue.
      return seeOther(request, unavailablePath("/"));
  }
}

/** Changes nothing: a link, a prefetch or an image must not sign anybody out. */
export function GET(): Response {
  return new Response(refusals.signOutByButton, {
    status: 405,
    headers: { allow: "POST", "cache-control": "no-store" },
  });
}
