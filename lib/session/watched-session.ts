import "server-only";
import { hasAdminAccess } from "../ory/admin";
import { mayExtend } from "./lifetime";
import type { SessionClaims } from "./schema";

/** What the browser is told of a session to watch its end; made for it, nothing of the identity. */
export interface WatchedSession {
  id: string;
  /** The identity that a form of this page names. */
  person: string;
  /** ISO 8601. */
  expiresAt: string;
  /** Whether staying signed in can be offered: there is admin access, and the sign-in is not too old. */
  extendable: boolean;
}

export function watchedSession(session: SessionClaims, now = Date.now()): WatchedSession {
  return {
    id: session.id,
    person: session.identity.id,
    expiresAt: session.expires_at,
    extendable: hasAdminAccess() && mayExtend(session, now),
  };
}
