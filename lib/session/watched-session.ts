import "server-only";
import { hasAdminAccess } from "../ory/admin";
import { mayExtend } from "./lifetime";
import type { SessionClaims } from "./schema";

/** All that the browser gets of a session to watch its expiry: nothing of the identity. */
export interface WatchedSession {
  id: string;
  /** The identity that this page's forms name. */
  person: string;
  expiresAt: string;
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
