import { useEffect } from "react";
import { Outlet } from "react-router";
import { useAuth } from "./auth";
import { loginAddress, secondFactorAddress } from "./sign-in";

/**
 * Shows its routes to signed-in people only, with the session as outlet context. Others are
 * redirected to sign in or to the second step, and return to this URL. Renders nothing protected
 * until Ory has responded.
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

/** Leaves the app. Replaces the requested page, so that "back" doesn't lead here. */
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
