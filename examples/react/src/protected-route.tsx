import { useEffect } from "react";
import { Outlet } from "react-router";
import { useAuth } from "./auth";
import { loginAddress, secondFactorAddress } from "./sign-in";

/**
 * Shows the routes in it, with the session as their outlet context, to signed-in people alone.
 * The others go to sign in, or to the second step, and come back to this very address. Nothing
 * protected is rendered before Ory has answered.
 */
export function ProtectedRoute() {
  const { state, retry } = useAuth();
  switch (state.outcome) {
    case "loading":
      return <p role="status">Checking your session …</p>;
    case "authenticated":
      return <Outlet context={state.session} />;
    case "anonymous":
      return <Leave address={loginAddress()} />;
    case "aal2_required":
      return <Leave address={secondFactorAddress()} />;
    case "unavailable":
      return <Outage retry={retry} />;
  }
}

/** Leaves the app. The page that was asked for is replaced, so that "back" does not lead here. */
function Leave({ address }: { address: string }) {
  useEffect(() => location.replace(address), [address]);
  return <p role="status">Going to sign in …</p>;
}

function Outage({ retry }: { retry: () => void }) {
  return (
    <div role="alert">
      <h1>Sign-in can’t be checked</h1>
      <p>Ory can’t be reached. You have not been signed out.</p>
      <button onClick={retry}>Try again</button>
    </div>
  );
}
