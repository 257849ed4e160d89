import type { SessionClaims } from "@/lib/session/schema";
import { session as words } from "@/lib/words";
import { Countdown } from "../ui/countdown";
import { LocalTime } from "../ui/local-time";
import { Properties } from "../ui/properties";

export function SessionProperties({ session }: { session: SessionClaims }) {
  return (
    <Properties
      items={[
        [words.active, <ActiveBadge key="active" session={session} />],
        [words.moments.issued, <LocalTime key="issued" iso={session.issued_at} />],
        [
          words.moments.authenticated,
          <LocalTime key="authenticated" iso={session.authenticated_at} />,
        ],
        [
          words.moments.expires,
          <span key="expires" className="flex flex-wrap gap-x-2">
            <LocalTime iso={session.expires_at} />
            <Countdown until={session.expires_at} />
          </span>,
        ],
        [words.level, levelName(session)],
        [words.methods, methodNames(session)],
      ]}
    />
  );
}

export function ActiveBadge({ session }: { session: SessionClaims }) {
  return session.active ? <span className="badge badge-good">{words.yes}</span> : words.no;
}

export function levelName({ authenticator_assurance_level: level }: SessionClaims): string {
  return words.levels[level] ?? level;
}

export function methodNames({ authentication_methods: methods }: SessionClaims): string {
  const names = methods.map(({ method }) => words.methodNames[method] ?? method);
  return [...new Set(names)].join(", ") || words.noMethods;
}
