/** What the doctor looks at. The names are for programs and for docs/troubleshooting.md. */
export const checks = [
  "environment",
  "secrets",
  "addresses",
  "public-suffix",
  "ory",
  "latency",
  "clock",
  "base-url",
  "return-urls",
  "cookie-domain",
  "passkeys",
  "social",
  "admin",
  "admin-exposed",
  "app",
  "app-ory",
  "app-origin",
  "pages",
  "cookies",
  "csrf",
  "sign-in",
  "session-cookie",
  "default-return",
  "token-mode",
  "second-factor",
  "mail",
] as const;

export type Check = (typeof checks)[number];

/** What is wrong or doubtful, what people will notice of it, and the command or setting that mends it. */
export interface Problem {
  says: string;
  notice: string;
  /** Sentences, and commands, which begin with "$ ". */
  mend: string[];
}

export type Finding = { check: Check } & (
  | { status: "right"; says: string }
  | { status: "unchecked"; says: string }
  | ({ status: "doubtful" } & Problem)
  | ({ status: "wrong" } & Problem)
);

export function right(check: Check, says: string): Finding {
  return { check, status: "right", says };
}

export function unchecked(check: Check, says: string): Finding {
  return { check, status: "unchecked", says };
}

export function doubtful(check: Check, problem: Problem): Finding {
  return { check, status: "doubtful", ...problem };
}

export function wrong(check: Check, problem: Problem): Finding {
  return { check, status: "wrong", ...problem };
}

/** The problems of a check, or that there are none. */
export function orRight(check: Check, problems: Finding[], says: string): Finding[] {
  return problems.length > 0 ? problems : [right(check, says)];
}
