import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from "react";
import { flushSync } from "react-dom";
import { checkSession, endSession, type SessionResult } from "./session";

type AuthState = { outcome: "loading" } | SessionResult;

interface Auth {
  /** The session, or `loading` until Ory has responded. */
  state: AuthState;
  retry: () => void;
  /** Revokes the session and opens the start page. Shows an outage, which keeps the session. */
  signOut: () => Promise<void>;
}

const AuthContext = createContext<Auth | undefined>(undefined);

/** Checks the session once for everything inside, and again whenever the person returns. */
export function AuthProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<AuthState>({ outcome: "loading" });

  const check = useCallback(async () => {
    setState(await checkSession());
  }, []);

  useEffect(() => {
    void check();
    // They may have signed out in another tab.
    const onFocus = () => void check();
    // The browser can restore a page that was left, so it must not keep protected content.
    const onLeave = () => flushSync(() => setState({ outcome: "loading" }));
    const onReturn = ({ persisted }: PageTransitionEvent) => {
      if (persisted) void check();
    };
    addEventListener("focus", onFocus);
    addEventListener("pagehide", onLeave);
    addEventListener("pageshow", onReturn);
    return () => {
      removeEventListener("focus", onFocus);
      removeEventListener("pagehide", onLeave);
      removeEventListener("pageshow", onReturn);
    };
  }, [check]);

  const auth = useMemo<Auth>(
    () => ({
      state,
      retry: () => {
        setState({ outcome: "loading" });
        void check();
      },
      signOut: async () => {
        // Loads a new document, so that nothing of the session stays in memory.
        if (await endSession()) location.replace("/");
        else setState({ outcome: "unavailable" });
      },
    }),
    [state, check],
  );
  return <AuthContext value={auth}>{children}</AuthContext>;
}

/** Returns the session and its actions. Throws outside of an AuthProvider. */
export function useAuth(): Auth {
  const auth = useContext(AuthContext);
  if (!auth) throw new Error("useAuth() needs an <AuthProvider> around it.");
  return auth;
}
