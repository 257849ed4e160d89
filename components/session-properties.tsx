import type { SessionClaims } from "@/lib/claims";
import { Countdown } from "./countdown";
import { LocalTime } from "./local-time";
import { Properties } from "./properties";

const methodNames: Record<string, string> = {
  password: "Password",
  code: "One-time code",
  code_recovery: "Recovery code",
  link_recovery: "Recovery link",
  passkey: "Passkey",
  webauthn: "Security key",
  totp: "Authenticator app",
  lookup_secret: "Backup code",
  oidc: "Social sign-in",
};

const levelNames: Record<string, string> = {
  aal1: "aal1: one factor",
  aal2: "aal2: two factors",
};

/** The properties of a session that Ory's session management is about. */
export function SessionProperties({ session }: { session: SessionClaims }) {
  const methods = session.authentication_methods.map(({ method }) => methodNames[method] ?? method);
  return (
    <Properties
      items={[
        ["Active", session.active ? <Badge key="active">Yes</Badge> : "No"],
        ["Issued", <LocalTime key="issued" iso={session.issued_at} />],
        ["Authenticated", <LocalTime key="authenticated" iso={session.authenticated_at} />],
        [
          "Expires",
          <span key="expires" className="flex flex-wrap gap-x-2">
            <LocalTime iso={session.expires_at} />
            <Countdown until={session.expires_at} />
          </span>,
        ],
        [
          "Assurance level",
          levelNames[session.authenticator_assurance_level] ??
            session.authenticator_assurance_level,
        ],
        ["Methods", [...new Set(methods)].join(", ") || "None named"],
      ]}
    />
  );
}

function Badge({ children }: { children: string }) {
  return (
    <span className="bg-accent-soft text-accent inline-flex items-center gap-1.5 rounded-full px-2 py-0.5 text-xs font-medium">
      <span className="size-1.5 rounded-full bg-current" />
      {children}
    </span>
  );
}
