import type { SessionClaims } from "@/lib/claims";

interface SessionTimelineProps {
  session: SessionClaims;
  /** The server's clock, in milliseconds. */
  now: number;
}

/** The session's life as a picture: how much of it has passed since it was issued. */
export function SessionTimeline({ session, now }: SessionTimelineProps) {
  const issued = Date.parse(session.issued_at);
  const lifespan = Date.parse(session.expires_at) - issued;
  const at = (moment: number) => Math.min(100, Math.max(0, ((moment - issued) / lifespan) * 100));
  const authenticated = at(Date.parse(session.authenticated_at));
  return (
    <figure className="mb-5">
      <svg viewBox="0 0 100 2" preserveAspectRatio="none" className="h-2 w-full" aria-hidden="true">
        <rect width="100" height="2" rx="1" className="fill-sunken" />
        <rect width={Math.max(at(now), 1)} height="2" rx="1" className="fill-accent" />
        <rect x={Math.min(authenticated, 99.4)} width="0.6" height="2" className="fill-ink" />
      </svg>
      <figcaption className="text-muted mt-2 flex justify-between text-xs">
        <span>Issued</span>
        <span>{Math.round(at(now))} % of its life has passed</span>
        <span>Expires</span>
      </figcaption>
    </figure>
  );
}
