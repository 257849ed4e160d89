"use client";

import { useEffect, useState } from "react";
import { loginPath } from "@/lib/return-to/addresses";
import { currentAddress } from "@/lib/return-to/current-address";
import { sessionWatch as words } from "@/lib/words";
import { personField } from "@/lib/session/person";
import type { WatchedSession } from "@/lib/session/watched-session";
import { timeLeft } from "../ui/countdown";

/** The offer to stay signed in comes this long before the end. */
const offerMs = 5 * 60_000;

/** What a tab tells the others when the server has shown it a page: whose session, until when. */
interface Seen {
  id: string | undefined;
  endsAt: number;
}

/**
 * Watches the session that this page was rendered with, by the clock and by what the other tabs of
 * this browser hear from the server; it asks the server nothing itself. Shortly before the end it
 * offers to stay signed in, where that is possible; afterwards it says so and keeps the address.
 */
export function SessionWatch({ session }: { session: WatchedSession | undefined }) {
  const [state, setState] = useState<{ id: string | undefined; left: number }>();

  useEffect(() => {
    let seen: Seen = {
      id: session?.id,
      // By the browser's clock: the server's may differ.
      endsAt: session ? Date.now() + Date.parse(session.expiresAt) - session.serverNow : 0,
    };
    const show = () => {
      setState({ id: seen.id, left: seen.endsAt - Date.now() });
    };
    const channel = new BroadcastChannel("session");
    channel.postMessage(seen);
    channel.onmessage = ({ data }: MessageEvent<Seen>) => {
      seen = data;
      show();
    };
    const timer = setInterval(show, 1000);
    return () => {
      channel.close();
      clearInterval(timer);
    };
  }, [session]);

  if (!session || !state) return null;
  const { id, left } = state;
  if (id !== undefined && id !== session.id) {
    return (
      <Notice text={words.newSession}>
        <a href={currentAddress()} className="button button-primary">
          {words.reload}
        </a>
      </Notice>
    );
  }
  if (id === undefined || left < 1000) {
    return (
      <Notice text={id ? words.ended : words.signedOut}>
        <a href={loginPath(currentAddress())} className="button button-primary">
          {words.signIn}
        </a>
      </Notice>
    );
  }
  if (!session.extendable || left > offerMs) return null;
  return (
    <Notice text={words.endsIn(timeLeft(left))}>
      <form action="/auth/extend" method="post">
        <input type="hidden" name={personField} value={session.person} />
        <input type="hidden" name="return_to" value={currentAddress()} />
        <button className="button button-primary">{words.stay}</button>
      </form>
    </Notice>
  );
}

function Notice({ text, children }: { text: string; children: React.ReactNode }) {
  return (
    <div className="bg-warning-soft text-warning" role="status">
      <div className="mx-auto flex max-w-5xl flex-wrap items-center gap-4 px-4 py-3 text-sm sm:px-6">
        <p className="flex-1 font-medium">{text}</p>
        {children}
      </div>
    </div>
  );
}
