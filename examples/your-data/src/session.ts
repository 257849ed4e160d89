import { z } from "zod";

const sessionSchema = z.object({ active: z.literal(true), identity: z.object({ id: z.uuid() }) });

/** An outage says nothing about the person. Never treat it as signed out. */
export type SessionResult =
  | { outcome: "authenticated"; identityId: string }
  | { outcome: "anonymous" | "aal2_required" | "unavailable" };

/** Checks a request's session token, or else its Ory cookies, with Ory. Never throws. */
export async function checkSession(request: Request, oryUrl: string): Promise<SessionResult> {
  const token = request.headers.get("x-session-token");
  const cookie = oryCookies(request.headers.get("cookie") ?? "");
  if (token === null && cookie === "") return { outcome: "anonymous" };
  try {
    const answer = await fetch(new URL("/sessions/whoami", oryUrl), {
      headers: token === null ? { cookie } : { "x-session-token": token },
      signal: AbortSignal.timeout(3_000),
    });
    if (answer.status === 401) return { outcome: "anonymous" };
    if (answer.status === 403) return { outcome: "aal2_required" };
    if (!answer.ok) return { outcome: "unavailable" };
    const { identity } = sessionSchema.parse(await answer.json());
    return { outcome: "authenticated", identityId: identity.id };
  } catch {
    return { outcome: "unavailable" };
  }
}

function oryCookies(header: string): string {
  const pairs = header.split(";").map((pair) => pair.trim());
  return pairs.filter((pair) => /^(ory_|csrf_token_)/.test(pair)).join("; ");
}
