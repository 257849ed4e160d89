import type { IncomingHttpHeaders } from "node:http";
import { Configuration, FrontendApi } from "@ory/client";
import { z } from "zod";
import { config } from "./config.ts";

const timestamp = z.iso.datetime({ offset: true });

/** The parts of Ory's session that this app relies on. The rest is passed through. */
const sessionSchema = z.looseObject({
  id: z.string(),
  active: z.boolean(),
  issued_at: timestamp,
  /** Updated when the person proves their identity again. */
  authenticated_at: timestamp,
  expires_at: timestamp,
  /** `aal1`, or `aal2` with a second factor. */
  authenticator_assurance_level: z.string(),
  identity: z.looseObject({
    id: z.string(),
    // The identity schema names the traits, so a session without an email is valid.
    traits: z.looseObject({ email: z.string().optional() }),
  }),
});

export type Session = z.infer<typeof sessionSchema>;

/** An outage says nothing about the person. Never treat it as signed out. */
export type SessionResult =
  | { outcome: "authenticated"; session: Session }
  | { outcome: "anonymous" }
  | { outcome: "aal2_required" }
  | { outcome: "unavailable" };

const ory = new FrontendApi(
  new Configuration({
    basePath: config.oryUrl,
    baseOptions: {
      headers: { Accept: "application/json" },
      maxRedirects: 0,
      // HTTP_PROXY is for the internet, not for Ory.
      proxy: false,
      // The code below handles every status, so none throws.
      validateStatus: () => true,
    },
  }),
);

/**
 * Returns Ory's session for a request, or another outcome, within 3 seconds. Never throws. A
 * session token (`X-Session-Token` or `Authorization: Bearer`) takes precedence over the cookie.
 */
export async function checkSession(headers: IncomingHttpHeaders): Promise<SessionResult> {
  const token = sessionToken(headers);
  const cookie = oryCookies(headers.cookie);
  if (token === undefined && !/(?:^|; )ory_(session_[^=;]+|kratos_session)=[^;]/.test(cookie)) {
    return { outcome: "anonymous" };
  }
  try {
    const { status, data } = await ory.toSession(
      token === undefined ? { cookie } : { xSessionToken: token },
      { signal: AbortSignal.timeout(3_000) },
    );
    if (status === 401) return { outcome: "anonymous" };
    // A 403 that isn't JSON comes from a server in between, not from Ory.
    if (status === 403 && typeof data === "object") return { outcome: "aal2_required" };
    if (status !== 200) return { outcome: "unavailable" };
    const session = sessionSchema.parse(data);
    const live = session.active && Date.parse(session.expires_at) > Date.now();
    return live ? { outcome: "authenticated", session } : { outcome: "anonymous" };
  } catch {
    // Connection refused, timed out, or an unreadable response.
    return { outcome: "unavailable" };
  }
}

/** Returns the session token that a program sent, if any. */
export function sessionToken(headers: IncomingHttpHeaders): string | undefined {
  const bearer = /^bearer +(\S.*)$/i.exec(headers.authorization ?? "")?.[1];
  return headers["x-session-token"]?.toString() ?? bearer;
}

/** Returns Ory's cookies only, because Ory must not receive this app's own. */
function oryCookies(header = ""): string {
  return header
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => /^(ory_|csrf_token_)/.test(pair))
    .join("; ");
}
