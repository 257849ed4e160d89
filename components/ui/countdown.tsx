"use client";

import { useSyncExternalStore } from "react";
import { countdown as words } from "@/lib/words";

/** Counts down to a time (ISO 8601). Empty until script runs. */
export function Countdown({ until }: { until: string }) {
  const now = useSyncExternalStore(everySecond, currentSecond, () => undefined);
  if (now === undefined) return null;
  return <span className="text-muted tabular-nums">({timeLeft(Date.parse(until) - now)})</span>;
}

function everySecond(onChange: () => void): () => void {
  const timer = setInterval(onChange, 1000);
  return () => {
    clearInterval(timer);
  };
}

function currentSecond(): number {
  return Math.floor(Date.now() / 1000) * 1000;
}

/** Returns a duration as text, rounded down to the second. */
export function timeLeft(milliseconds: number): string {
  if (milliseconds < 1000) return words.over;
  const seconds = Math.floor(milliseconds / 1000);
  const days = Math.floor(seconds / 86_400);
  const clock = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
  return days === 0 ? clock : `${words.days(days)} ${clock}`;
}
