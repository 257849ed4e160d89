"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

interface LocalTimeProps {
  /** ISO 8601. */
  iso: string;
  /** Shown instead, such as "in 3 hours". The exact time is then in the title. */
  words?: string;
}

/** A time in the reader's time zone, or in UTC until script runs. */
export function LocalTime({ iso, words }: LocalTimeProps) {
  const exact = useSyncExternalStore(
    never,
    () =>
      new Date(iso).toLocaleString(undefined, {
        dateStyle: "medium",
        timeStyle: words ? "long" : "medium",
      }),
    () => `${iso.slice(0, 19).replace("T", " ")} UTC`,
  );
  return (
    <time dateTime={iso} title={words ? exact : iso}>
      {words ?? exact}
      {words && <span className="sr-only"> ({exact})</span>}
    </time>
  );
}
