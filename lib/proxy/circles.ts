import "server-only";
import { createHash } from "node:crypto";
import { withParameters } from "../flows/page";
import { cookieValue } from "../ory/cookies";
import { type Asked, selfServiceStep } from "./lead-on";

const cookieName = "sent_on";

/** Longer than a redirect takes. */
const maxAgeSeconds = 10;

/**
 * Returns where a redirect leads. The third one to the same address leads to an error page: the app
 * sends people to sign in, and Ory sends them back as already signed in.
 */
export function inCircles(location: string, asked: Asked): { location: string; cookie?: string } {
  const [, begins] = selfServiceStep(asked.pathname);
  const url = new URL(location, asked.origin);
  if (!begins || url.origin !== asked.origin || url.searchParams.has("flow")) return { location };
  const key = createHash("sha256").update(location).digest("base64url").slice(0, 8);
  const [seen, count] = cookieValue(asked.cookie, cookieName)?.split(".") ?? [];
  const times = seen === key ? Number(count) + 1 : 1;
  const cookie = (value: string, age: number) =>
    `${cookieName}=${value}; Path=/self-service; Max-Age=${age}; HttpOnly; SameSite=Lax`;
  if (times < 3) return { location, cookie: cookie(`${key}.${times}`, maxAgeSeconds) };
  const page = withParameters("/auth/error", { reason: "circle", return_to: location });
  return { location: page, cookie: cookie("", 0) };
}
