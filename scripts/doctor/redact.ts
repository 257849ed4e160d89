const secretName = /TOKEN$|SECRET|PASSWORD|API_KEY|JWKS|PRIVATE|DSN$|_URI$/;

/** Returns a function that removes every secret of the environment from a text. */
export function redactor(variables: Record<string, string | undefined>): (text: string) => string {
  const secrets = Object.entries(variables)
    .flatMap(([name, value]) => (value !== undefined && secretName.test(name) ? value : []))
    // Shorter values would match parts of ordinary words.
    .filter((value) => value.length >= 6)
    .sort((a, b) => b.length - a.length);
  return (text) =>
    secrets
      .reduce((shown, value) => shown.replaceAll(value, "***"), text)
      // Credentials in a URL.
      .replace(/(\w:\/\/)[^/\s@"']+@/g, "$1***@");
}
