import type { IncomingHttpHeaders } from "node:http";
import { Configuration, FrontendApi } from "@ory/client";
import { z } from "zod";
import { config } from "./config.ts";

const timestamp = z.iso.datetime({ offset: true });

/** What this app relies on in Ory's session; what else Ory sends is kept as it came. */
const sessionSchema = z.looseObject({
  id: z.string(),
  active: z.boolean(),
  issued_at: timestamp,
  /** Moves when the person proves again who they are. */
  authenticated_at: timestamp,
  expires_at: timestamp,
  /** `aal1`, or `aal2` with a second factor. */
  authenticator_assurance_level: z.string(),
  identity: z.looseObject({
    id: z.string(),
    // What a trait is called is the identity schema's business: a session without an email is one.
    traits: z.looseObject({ email: z.string().optional() }),
  }),
});

export type Session = z.infer<typeof sessionSchema>;

/** An outage says nothing about the person: it must never be treated as signed out. */
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
      // The status decides below, not an exception.
      validateStatus: () => true,
    },
  }),
);

/**
 * Asks Ory whose request this is. An explicit session token (`X-Session-Token`, or `Authorization:
 * Bearer`) wins, and the cookie is then not used.
 *
 * @returns One of the four outcomes, after 3 seconds at most. Never throws.
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
    // A 403 that is no JSON is not Ory's, but of something in between.
    if (status === 403 && typeof data === "object") return { outcome: "aal2_required" };
    if (status !== 200) return { outcome: "unavailable" };
    const session = sessionSchema.parse(data);
    const live = session.active && Date.parse(session.expires_at) > Date.now();
    return live ? { outcome: "authenticated", session } : { outcome: "anonymous" };
  } catch {
    // Refused, too slow, or an answer that can't be read.
    return { outcome: "unavailable" };
  }
}

/** Returns the session token that a program sent, if any. */
export function sessionToken(headers: IncomingHttpHeaders): string | undefined {
  const bearer = /^bearer +(\S.*)$/i.exec(headers.authorization ?? "")?.[1];
  return headers["x-session-token"]?.toString() ?? bearer;
}

/** Returns the cookies that are Ory's. This app's own are nobody else's business. */
function oryCookies(header = ""): string {
  return header
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => /^(ory_|csrf_token_)/.test(pair))
    .join("; ");
}
