/** Returns the words for a key that came from outside, which may be `constructor`; or nothing. */
export function lookUp(
  words: Readonly<Record<string, string>>,
  key: string | undefined,
): string | undefined {
  return key !== undefined && Object.hasOwn(words, key) ? words[key] : undefined;
}
