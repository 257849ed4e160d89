import { env } from "@/lib/env";
import { unavailablePath } from "@/lib/gate";
import { sessionCookieNames } from "@/lib/ory-cookies";
import { signOut } from "@/lib/sign-out";
import { isSameOrigin } from "@/lib/same-origin";

/** Ends the session at Ory, clears its cookies, and goes to the start page. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers, env().appOrigins)) {
    return new Response("Signing out has to come from this site’s own pages.", { status: 403 });
  }
  const cookie = request.headers.get("cookie");
  const result = await signOut(cookie);
  switch (result.outcome) {
    case "signed_out": {
      const headers = redirectTo("/");
      for (const setCookie of result.setCookies) headers.append("set-cookie", setCookie);
      for (const name of sessionCookieNames(cookie)) {
        headers.append("set-cookie", `${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax`);
      }
      return new Response(null, { status: 303, headers });
    }
    case "unavailable":
      // The session lives on at Ory, so the cookie stays: saying "signed out" would be untrue.
      return new Response(null, { status: 303, headers: redirectTo(unavailablePath("/")) });
  }
}

/** Changes nothing: a link, a prefetch or an image must not sign anybody out. */
export function GET(): Response {
  return new Response("To sign out, use the button on any page.", {
    status: 405,
    headers: { allow: "POST", "cache-control": "no-store" },
  });
}

function redirectTo(location: string): Headers {
  return new Headers({ location, "cache-control": "private, no-store" });
}
