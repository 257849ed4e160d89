"use client";

import { type ReactNode, useEffect } from "react";
import { loginPath } from "@/lib/return-to/addresses";
import { currentAddress } from "@/lib/return-to/current-address";
import { clientSession as words } from "@/lib/words/client-session-en";
import { type SessionState, useSession } from "./use-session";

interface ProtectedRouteProps {
  loading: ReactNode;
  children: (session: Extract<SessionState, { status: "authenticated" }>["session"]) => ReactNode;
}

/** Guards a client component. Prefer `requireSession()`: no script and no second request. */
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
