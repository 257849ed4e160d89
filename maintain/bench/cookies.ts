/** Returns a `Cookie` header after an answer: a later cookie of a name replaces the earlier one. */
export function withSetCookies(cookie: string, answer: Response): string {
  const set = answer.headers.getSetCookie().map((line) => line.split(";", 1)[0] ?? "");
  const pairs = [...cookie.split("; "), ...set].filter((pair) => pair !== "");
  return [...new Map(pairs.map((pair) => [pair.split("=", 1)[0], pair])).values()].join("; ");
}
