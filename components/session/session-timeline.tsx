import type { SessionClaims } from "@/lib/session/schema";
import { env } from "@/lib/server/env";
import { session as words } from "@/lib/words";
import { relativeTime } from "@/lib/words/relative-time";
import { Countdown } from "../ui/countdown";
import { LocalTime } from "../ui/local-time";
import { Moments } from "../ui/moments";

interface SessionTimelineProps {
  session: SessionClaims;
  /** The server's clock, in milliseconds. */
  now: number;
  /** Omits the explanations and the scale. */
  short?: boolean;
}

export function SessionTimeline({ session, now, short = false }: SessionTimelineProps) {
  const issued = Date.parse(session.issued_at);
  const authenticated = Date.parse(session.authenticated_at);
  const expires = Date.parse(session.expires_at);
  const privileged = authenticated + env().privilegedSessionMaxAgeSeconds * 1000;
  const at = { issued, authenticated, now, privileged, expires };
  const names = (Object.keys(at) as (keyof typeof at)[]).sort((a, b) => at[a] - at[b]);
  return (
    <>
      <Moments
        wide={!short}
        moments={names.map((name) => ({
          title: words.moments[name],
          when: name === "now" ? "now" : at[name] <= now ? "past" : "next",
          content: (
            <>
              <p
                className={`mt-0.5 text-sm lg:whitespace-nowrap ${name === "now" ? "text-accent" : ""}`}
              >
                <LocalTime
                  iso={new Date(at[name]).toISOString()}
                  words={name === "now" ? undefined : relativeTime(at[name] - now)}
                />
              </p>
              {name === "expires" && !short && (
                // Reserves the height, so that nothing moves when script runs.
                <p className="min-h-5 text-sm">
                  <Countdown until={session.expires_at} />
                </p>
              )}
              {!short && <p className="text-muted mt-1 text-xs">{words.momentHints[name]}</p>}
            </>
          ),
        }))}
      />
      {!short && (
        <Scale
          life={expires - issued}
          passed={now - issued}
          privileged={Math.max(0, privileged - issued)}
        />
      )}
    </>
  );
}

/** The session's lifespan to scale, in milliseconds. */
function Scale({ life, passed, privileged }: Record<"life" | "passed" | "privileged", number>) {
  // Keeps a short part visible.
  const width = (part: number) => Math.min(100, Math.max((part / life) * 100, 0.6));
  return (
    <figure className="mt-8">
      <svg
        viewBox="0 0 100 2"
        preserveAspectRatio="none"
        className="h-2 w-full rounded-full"
        aria-hidden="true"
      >
        <rect width="100" height="2" className="fill-sunken" />
        <rect width={width(privileged)} height="2" className="fill-accent opacity-35" />
        <rect width={width(passed)} height="2" className="fill-accent" />
      </svg>
      <figcaption className="text-muted mt-2 flex flex-wrap justify-between gap-x-4 text-xs">
        <span>{words.passed(Math.min(100, Math.round((passed / life) * 100)))}</span>
        <span>{words.lifespan(Math.round(life / 3_600_000))}</span>
      </figcaption>
    </figure>
  );
}
