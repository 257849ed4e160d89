"use client";

import { type ReactNode, useEffect } from "react";
import { loginPath } from "@/lib/return-to/addresses";
import { currentAddress } from "@/lib/return-to/current-address";
import { clientSession as words } from "@/lib/words/client-session-en";
import { type SessionState, useSession } from "./use-session";

interface ProtectedRouteProps {
  /** Shown while the session is being checked. */
  loading: ReactNode;
  /** Rendered for people who are signed in, and only then. */
  children: (session: Extract<SessionState, { status: "authenticated" }>["session"]) => ReactNode;
}

/**
 * Protects what has to be a client component. Nothing of it is shown before the session is
 * confirmed; signed out leads to the login page and back, a missing second factor to the second
 * step, and an outage says so. A server component with `requireSession()` is the better way
 * wherever it can be: it needs no script, and no second request.
 */
export function ProtectedRoute({ loading, children }: ProtectedRouteProps) {
  const state = useSession();
  useEffect(() => {
    if (state.status === "anonymous") location.assign(loginPath(currentAddress()));
    if (state.status === "aal2_required") location.assign(state.redirectTo);
  }, [state]);

  switch (state.status) {
    case "authenticated":
      return children(state.session);
    case "unavailable":
      return (
        <p role="alert" className="notice bg-warning-soft text-warning">
          {words.unavailable}{" "}
          <a href="" className="link">
            {words.again}
          </a>
        </p>
      );
    case "loading":
    case "anonymous":
    case "aal2_required":
      return loading;
  }
}
