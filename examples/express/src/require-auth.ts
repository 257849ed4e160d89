import type { Request, RequestHandler, Response } from "express";
import { checkSession, type Session, sessionToken } from "./check-session.ts";
import { config } from "./config.ts";
import { page } from "./page.ts";

declare module "express-serve-static-core" {
  interface Request {
    /** Who makes this request; set by {@link requireAuth}. */
    orySession?: Session;
  }
}

/** Returns the session that {@link requireAuth} found; throws on a route that does not use it. */
export function sessionOf(request: Request): Session {
  if (!request.orySession) throw new Error("This route has to come after requireAuth().");
  return request.orySession;
}

/**
 * Lets only signed-in people through, with their session on the request. The others are answered:
 * programs with JSON (401, 403, 503), browsers with a redirect that comes back here, or with a
 * page that says Ory can't be reached.
 *
 * @param maxAgeSeconds How recent the sign-in has to be. Without it, any live session will do.
 */
export function requireAuth({ maxAgeSeconds = Infinity } = {}): RequestHandler {
  return async (request, response, next) => {
    // What depends on a session belongs to one person.
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

/** A program says so by a session token, or by not asking for HTML first. */
function isBrowser(request: Request): boolean {
  return sessionToken(request.headers) === undefined && request.accepts("json", "html") === "html";
}

/** Where to come back to: this very address, or the start page after what can't be asked twice. */
function addressOf({ method, originalUrl }: Request): string {
  const again = ["GET", "HEAD"].includes(method) && originalUrl.startsWith("/");
  return config.appUrl + (again ? originalUrl : "/");
}
