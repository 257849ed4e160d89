/** The names of the checks, which programs and docs/troubleshooting.md use. */
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
  "captcha",
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

export type Finding = { check: Check; says: string } & (
  | { status: "right" | "unchecked" }
  | {
      status: "doubtful" | "wrong";
      /** The symptom that users see. */
      notice: string;
      /** The fix: sentences, and commands that start with "$ ". */
      mend: string[];
    }
);

export function right(check: Check, says: string): Finding {
  return { check, status: "right", says };
}

export function unchecked(check: Check, says: string): Finding {
  return { check, status: "unchecked", says };
}

/**
 * Template tags. The template's lines are the problem, the symptom, then the fix. A value never
 * ends a line, and empty lines are dropped.
 */
export const wrong = (check: Check) => problem(check, "wrong");
export const doubtful = (check: Check) => problem(check, "doubtful");

function problem(check: Check, status: "wrong" | "doubtful") {
  return (texts: TemplateStringsArray, ...values: (string | number)[]): Finding => {
    let next = 0;
    const [says = "", notice = "", ...mend] = texts
      .join("\0")
      .split("\n")
      .map((line) => line.trim())
      .map((line) => line.replaceAll("\0", () => String(values[next++])))
      .filter((line) => line !== "");
    return { check, status, says, notice, mend };
  };
}

/** Returns the problems, or a finding that the check passed. */
export function orRight(check: Check, problems: Finding[], says: string): Finding[] {
  return problems.length > 0 ? problems : [right(check, says)];
}
