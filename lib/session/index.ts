export { formRoute } from "./form-route";
export type { Session, SessionClaims } from "./schema";
export {
  getSession,
  requireAal2,
  requireFreshSession,
  requireRole,
  requireSession,
  type SessionResult,
} from "./session";
export { sessionAction } from "./session-action";
export { withSession } from "./with-session";
