/** Returns the text for an untrusted key, which may be `constructor`, or undefined. */
export function lookUp(
  words: Readonly<Record<string, string>>,
  key: string | undefined,
): string | undefined {
  return key !== undefined && Object.hasOwn(words, key) ? words[key] : undefined;
}
