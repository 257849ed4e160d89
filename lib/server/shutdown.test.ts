import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { announceShutdown, isShuttingDown } from "./shutdown";

const nextEnds = vi.fn();
const exit = vi.fn<typeof process.exit>();
let given: NodeJS.SignalsListener[];

beforeEach(() => {
  given = process.listeners("SIGTERM");
  process.removeAllListeners("SIGTERM");
  process.on("SIGTERM", nextEnds);
  vi.useFakeTimers();
  vi.spyOn(process, "exit").mockImplementation(exit);
  globalThis.shuttingDown = undefined;
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.clearAllMocks();
  process.removeAllListeners("SIGTERM");
  for (const listener of given) process.on("SIGTERM", listener);
});

it("says at once that the server is ending, and lets Next.js end it after the delay", () => {
  announceShutdown(5);
  expect(isShuttingDown()).toBe(false);
  process.emit("SIGTERM");
  expect(isShuttingDown()).toBe(true);
  vi.advanceTimersByTime(4_999);
  expect(nextEnds).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(nextEnds).toHaveBeenCalledOnce();
});

it("waits for a connection that nobody uses no longer than for the longest request", () => {
  announceShutdown(0);
  process.emit("SIGTERM");
  vi.advanceTimersByTime(14_999);
  expect(nextEnds).toHaveBeenCalledOnce();
  expect(exit).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(exit).toHaveBeenCalledExactlyOnceWith(143);
});
