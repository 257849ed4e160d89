/** An attacker chooses the length of a path or an error message. */
const maxLength = 8192;

/**
 * Returns text for the log without queries, email addresses, cookies, tokens and control
 * characters. Keep it linear: maintain/fuzz/linear.test.ts checks every expression.
 */
export function scrub(text: string): string {
  const isCut = text.length > maxLength;
  const cut = text
    .slice(0, maxLength)
    // Next.js colors its messages.
    .replace(/\u001b\[[\d;]*m|[^\P{Cc}\n\t]/gu, "")
    .replace(/\?[^\s"'?]+/g, "?…")
    .replace(/\b((?:ory_\w+|csrf_token\w*|bearer)(?:["']?[=:]["']?|\s)\s*)+[^\s"';,]+/gi, "$1…");
  return cut.replace(/[^\s"'<>,;()/]+/g, (word, at: number) => {
    // The last word may be the first half of a secret.
    if (isCut && at + word.length === cut.length) return "…";
    if (/.(?:@|%40)./i.test(word)) return "[address]";
    return isToken(word) ? "[token]" : word;
  });
}

/** Returns true for JSON Web Tokens and for Ory's session tokens and API keys. */
function isToken(word: string): boolean {
  const jwt = word.indexOf("eyJ");
  return (jwt >= 0 && word.includes(".", jwt)) || /ory_[a-z]+_\w{16}/.test(word);
}
