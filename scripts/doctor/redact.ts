const secretName = /TOKEN$|SECRET|PASSWORD|API_KEY|JWKS|PRIVATE|DSN$|_URI$/;

/** Returns a function that takes every secret of the environment out of a text. */
export function redactor(variables: Record<string, string | undefined>): (text: string) => string {
  const secrets = Object.entries(variables)
    .flatMap(([name, value]) => (value !== undefined && secretName.test(name) ? value : []))
    // What is so short would be found in every word.
    .filter((value) => value.length >= 6)
    .sort((a, b) => b.length - a.length);
  return (text) =>
    secrets
      .reduce((shown, value) => shown.replaceAll(value, "***"), text)
      // Credentials in an address.
      .replace(/(\w:\/\/)[^/\s@"']+@/g, "$1***@");
}
