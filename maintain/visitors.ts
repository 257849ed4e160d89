import type { Person } from "../e2e/fixtures/people";
import type { RawAnswer } from "../e2e/fixtures/raw-http";

/** A signed-in person who keeps viewing pages. */
export interface Visitor {
  person: Person;
  /** Their `Cookie` header. */
  cookie: string;
}

/** The pages that visitors view. The first one names the viewer. */
export const pages = [
  "/dashboard",
  "/profile",
  "/settings/sessions",
  "/dashboard/client",
  "/api/session",
];

const naming = new Set(["/dashboard", "/profile", "/api/session"]);

/** Returns what is wrong with a response to a signed-in person, whatever the state of Ory. */
export function offence(
  path: string,
  answer: RawAnswer,
  visitor: Visitor,
  visitors: Visitor[],
): string | undefined {
  const { location } = answer.headers;
  if (location?.includes("/auth/") || location?.includes("/self-service/login")) {
    return `sent to sign in: ${location}`;
  }
  if (answer.status === 401 || answer.status === 403) return `told ${answer.status}`;
  if (answer.headers["set-cookie"]?.some((line) => line.startsWith("ory_session"))) {
    return `its cookie changed: ${answer.headers["set-cookie"].join()}`;
  }
  const others = visitors.filter(({ person }) => person !== visitor.person);
  if (others.some(({ person }) => answer.text.includes(person.email))) return "shown someone else";
  if (answer.status === 200) {
    const theirs = !naming.has(path) || answer.body.includes(visitor.person.email);
    return theirs ? undefined : "not shown their own";
  }
  if (isUnavailable(answer)) return undefined;
  return `status ${answer.status}, to ${String(location)}`;
}

/** Returns true if a browser ends up on the 503 page for an unreachable Ory. */
export function isUnavailable({ status, headers }: RawAnswer): boolean {
  return (
    status === 503 || (status === 307 && headers.location?.startsWith("/unavailable?") === true)
  );
}
