"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { loginPath } from "@/lib/return-to/addresses";
import { currentAddress } from "@/lib/return-to/current-address";
import { personField } from "@/lib/session/person";
import type { WatchedSession } from "@/lib/session/watched-session";
import { sessionWatch as words } from "@/lib/words";
import { timeLeft } from "../ui/countdown";

/** How long before the expiry the offer to stay signed in appears. */
const offerMs = 5 * 60_000;

/** What a tab tells the others after the server rendered a page for it. */
interface Seen {
  id: string | undefined;
  /** When the session expires, by the server's clock. */
  expiresAt: number;
  /** The server's clock when it rendered the page: the latest page is right. */
  at: number;
}

// Outlives the component: a page from the browser's cache brings no news.
let latest: Seen | undefined;
/** How far the browser's clock is ahead of the server's: the least that any page showed. */
let clockAhead = Infinity;

/** Warns before the session expires, by the clock and messages from other tabs. */
export function SessionWatch({ session, at }: { session: WatchedSession | undefined; at: number }) {
  const [state, setState] = useState<{ id: string | undefined; left: number }>();

  useEffect(() => {
    const own = { id: session?.id, expiresAt: Date.parse(session?.expiresAt ?? "") || 0, at };
    clockAhead = Math.min(clockAhead, Date.now() - at);
    const show = () => {
      const { id, expiresAt } = latest ?? own;
      setState({ id, left: expiresAt + clockAhead - Date.now() });
    };
    const channel = new BroadcastChannel("session");
    if (!latest || own.at > latest.at) {
      latest = own;
      channel.postMessage(own);
    }
    channel.onmessage = ({ data }: MessageEvent<Seen>) => {
      if (latest && data.at <= latest.at) return;
      latest = data;
      show();
    };
    // A page restored from the browser's history missed the other tabs' messages.
    const restored = ({ persisted }: PageTransitionEvent) => {
      if (persisted) location.reload();
    };
    addEventListener("pageshow", restored);
    show();
    const timer = setInterval(show, 1000);
    return () => {
      removeEventListener("pageshow", restored);
      channel.close();
      clearInterval(timer);
    };
  }, [session, at]);

  if (!session || !state) return null;
  const { id, left } = state;
  if (id !== undefined && id !== session.id) {
    return (
      <Notice key="notice" text={words.newSession}>
        <a href={currentAddress()} className="button button-primary">
          {words.reload}
        </a>
      </Notice>
    );
  }
  if (id === undefined || left < 1000) {
    return (
      <Notice key="notice" text={id ? words.ended : words.signedOut}>
        <a href={loginPath(currentAddress())} className="button button-primary">
          {words.signIn}
        </a>
      </Notice>
    );
  }
  if (!session.extendable || left > offerMs) return null;
  return (
    <Notice key="notice" text={words.endsSoon} time={timeLeft(left)}>
      <form action="/auth/extend" method="post">
        <input type="hidden" name={personField} value={session.person} />
        <input type="hidden" name="return_to" value={currentAddress()} />
        <button className="button button-primary">{words.stay}</button>
      </form>
    </Notice>
  );
}

interface NoticeProps {
  /** Announced once. The remaining time is only visible. */
  text: string;
  time?: string;
  children: ReactNode;
}

function Notice({ text, time, children }: NoticeProps) {
  const actions = useRef<HTMLDivElement>(null);
  const focused = useRef(false);
  useEffect(() => {
    // The focused element may have been replaced.
    if (focused.current && !actions.current?.contains(document.activeElement)) {
      actions.current?.querySelector<HTMLElement>("a, button")?.focus();
    }
  }, [text]);
  return (
    <div className="bg-warning-soft text-warning">
      <div className="mx-auto flex max-w-5xl flex-wrap items-center gap-4 px-4 py-3 text-sm sm:px-6">
        <p className="flex-1 font-medium">
          <span role="status">{text}</span>{" "}
          {time && (
            <span aria-hidden="true" className="tabular-nums">
              {time}
            </span>
          )}
        </p>
        <div
          ref={actions}
          onFocus={() => {
            focused.current = true;
          }}
          onBlur={(event) => {
            // A removed button has no `relatedTarget`; after a move by keyboard there is one.
            if (event.relatedTarget) focused.current = false;
          }}
        >
          {children}
        </div>
      </div>
    </div>
  );
}
