import type { Request, RequestHandler, Response } from "express";
import { checkSession, type Session, sessionToken } from "./check-session.ts";
import { config } from "./config.ts";
import { page } from "./page.ts";

declare module "express-serve-static-core" {
  interface Request {
    /** The session of this request, set by {@link requireAuth}. */
    orySession?: Session;
  }
}

/** Returns the session from {@link requireAuth}. Throws on a route without it. */
export function sessionOf(request: Request): Session {
  if (!request.orySession) throw new Error("This route has to come after requireAuth().");
  return request.orySession;
}

/**
 * Lets only signed-in people through, with their session on the request. Programs otherwise get
 * JSON (401, 403, 503). Browsers get a redirect that returns here, or a page that says Ory is
 * unreachable. `maxAgeSeconds` limits the age of the sign-in.
 */
export function requireAuth({ maxAgeSeconds = Infinity } = {}): RequestHandler {
  return async (request, response, next) => {
    // Responses that depend on a session are private.
    response.set("Cache-Control", "private, no-store");
    const result = await checkSession(request.headers);
    switch (result.outcome) {
      case "authenticated": {
        const age = (Date.now() - Date.parse(result.session.authenticated_at)) / 1000;
        if (age > maxAgeSeconds) return refuse(request, response, "session_refresh_required");
        request.orySession = result.session;
        return next();
      }
      case "anonymous":
        return refuse(request, response, "unauthenticated");
      case "aal2_required":
        return refuse(request, response, "aal2_required");
      case "unavailable":
        return refuse(request, response, "unavailable");
    }
  };
}

const answers = {
  unauthenticated: {
    status: 401,
    message: "Nobody is signed in. Send Ory's session cookie or a session token.",
    path: "/auth/login",
    query: {},
  },
  aal2_required: {
    status: 403,
    message: "The account's second factor is still to be confirmed: open redirect_to.",
    // The plain login page would only say "already signed in".
    path: "/self-service/login/browser",
    query: { aal: "aal2" },
  },
  session_refresh_required: {
    status: 403,
    message: "The last sign-in is too long ago for this: open redirect_to.",
    path: "/self-service/login/browser",
    query: { refresh: "true" },
  },
  unavailable: {
    status: 503,
    message: "Ory can't be reached. This says nothing about the session: try again.",
  },
};

function refuse(request: Request, response: Response, code: keyof typeof answers): void {
  const { status, message } = answers[code];
  if (code === "unavailable") {
    response.set("Retry-After", "5").status(status);
    if (isBrowser(request)) response.send(page("Sign-in can't be checked", outage));
    else response.json({ error: { code, message } });
    return;
  }
  const { path, query } = answers[code];
  const leadTo = (returnTo: string) =>
    `${config.starterUrl}${path}?${new URLSearchParams({ ...query, return_to: returnTo })}`;
  if (isBrowser(request)) return response.redirect(303, leadTo(addressOf(request)));
  const redirect_to = status === 403 ? leadTo(`${config.appUrl}/`) : undefined;
  response.status(status).json({ error: { code, message, redirect_to } });
}

const outage = `<p>Ory can't be reached. You have not been signed out.</p>
<p><a href="">Try again</a></p>`;

/** Programs send a session token, or don't ask for HTML first. */
function isBrowser(request: Request): boolean {
  return sessionToken(request.headers) === undefined && request.accepts("json", "html") === "html";
}

/** Returns the URL to return to: this one, or the start page if the request can't be repeated. */
function addressOf({ method, originalUrl }: Request): string {
  const again = ["GET", "HEAD"].includes(method) && originalUrl.startsWith("/");
  return config.appUrl + (again ? originalUrl : "/");
}
