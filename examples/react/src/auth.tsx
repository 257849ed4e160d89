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
  /** What is known of the session: `loading` until Ory has answered. */
  state: AuthState;
  /** Asks Ory again. */
  retry: () => void;
  /** Ends the session and goes to the start page. An outage shows as one: the session lives on. */
  signOut: () => Promise<void>;
}

const AuthContext = createContext<Auth | undefined>(undefined);

/** Checks the session once for all that is in it, and again whenever the person comes back. */
export function AuthProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<AuthState>({ outcome: "loading" });

  const check = useCallback(async () => {
    setState(await checkSession());
  }, []);

  useEffect(() => {
    void check();
    // They may have signed out in another tab.
    const onFocus = () => void check();
    // A page that is left can be restored as it was: it must not hold what was protected.
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
        // By a new document, so that nothing of the session stays in memory.
        if (await endSession()) location.replace("/");
        else setState({ outcome: "unavailable" });
      },
    }),
    [state, check],
  );
  return <AuthContext value={auth}>{children}</AuthContext>;
}

/** Returns what is known of the session; throws outside of an AuthProvider. */
export function useAuth(): Auth {
  const auth = useContext(AuthContext);
  if (!auth) throw new Error("useAuth() needs an <AuthProvider> around it.");
  return auth;
}
