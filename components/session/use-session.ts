"use client";

import { useEffect, useState } from "react";
import * as z from "zod/mini";

const bodySchema = z.object({
  session: z.object({
    id: z.string(),
    issued_at: z.string(),
    authenticated_at: z.string(),
    expires_at: z.string(),
    authenticator_assurance_level: z.string(),
    identity: z.object({ id: z.string(), traits: z.unknown() }),
  }),
});
const secondFactorSchema = z.object({ error: z.object({ redirect_to: z.string() }) });

export type SessionState =
  | { status: "loading" }
  | { status: "authenticated"; session: z.infer<typeof bodySchema>["session"] }
  | { status: "anonymous" }
  /** `redirectTo` leads to the second step, then back to this page. */
  | { status: "aal2_required"; redirectTo: string }
  | { status: "unavailable" };

/** Returns `loading`, then one of the four outcomes of `/api/session`, with a single request. */
export function useSession(): SessionState {
  const [state, setState] = useState<SessionState>({ status: "loading" });
  useEffect(() => {
    const leave = new AbortController();
    void fetchSession(leave.signal)
      .catch((): SessionState => ({ status: "unavailable" }))
      .then((result) => {
        if (!leave.signal.aborted) setState(result);
      });
    return () => {
      leave.abort();
    };
  }, []);
  return state;
}

async function fetchSession(signal: AbortSignal): Promise<SessionState> {
  const address = new URLSearchParams({ return_to: location.pathname + location.search });
  const response = await fetch(`/api/session?${address.toString()}`, { signal });
  switch (response.status) {
    case 200: {
      const { session } = bodySchema.parse(await response.json());
      return { status: "authenticated", session };
    }
    case 401:
      return { status: "anonymous" };
    case 403: {
      const { error } = secondFactorSchema.parse(await response.json());
      return { status: "aal2_required", redirectTo: error.redirect_to };
    }
    default:
      return { status: "unavailable" };
  }
}
