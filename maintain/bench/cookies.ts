/** Returns a `Cookie` header with these `Set-Cookie` lines, which replace cookies by name. */
export function withSetCookies(cookie: string, lines: readonly string[]): string {
  if (lines.length === 0) return cookie;
  const set = lines.map((line) => line.split(";", 1)[0] ?? "");
  const pairs = [...cookie.split("; "), ...set].filter((pair) => pair !== "");
  return [...new Map(pairs.map((pair) => [pair.split("=", 1)[0], pair])).values()].join("; ");
}
