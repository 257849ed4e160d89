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
      /** What people notice of it. */
      notice: string;
      /** What fixes it: sentences, and commands, which begin with "$ ". */
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
 * Each of these takes a template whose lines are what is wrong, what people notice of it, and then
 * what fixes it. A value never ends a line; a line that is empty is none.
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

/** The problems of a check, or that there are none. */
export function orRight(check: Check, problems: Finding[], says: string): Finding[] {
  return problems.length > 0 ? problems : [right(check, says)];
}
