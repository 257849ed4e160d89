import { mapTexts, type Operation, type Place } from "./operations";

/** The settings that are secrets, with the names of their variables. */
const secretSettings: Record<string, string> = {
  apple_private_key: "PRIVATE_KEY",
  client_secret: "CLIENT_SECRET",
  connection_uri: "SMTP_CONNECTION_URI",
};

/** The private key set that signs session tokens, in base64. */
export const sessionTokenKey = "SESSION_TOKEN_KEY";

const placeholder = /\$\{([A-Z0-9_]+)\}/g;

/** Returns the placeholder for a secret setting, or undefined for any other setting. */
export function placeholderFor({ setting, entry }: Place): string | undefined {
  if (setting === "jwks_url") return `base64://\${${sessionTokenKey}}`;
  const name = secretSettings[setting];
  if (name === undefined) return undefined;
  // Each social provider has its own variable.
  const owner = entry === undefined ? "" : `${entry.toUpperCase().replace(/[^A-Z0-9]/g, "_")}_`;
  return `\${${owner}${name}}`;
}

/** Returns the variables for the secrets of an operation. */
export function secretsOf({ value }: Operation): string[] {
  const found = JSON.stringify(value).matchAll(placeholder);
  return [...new Set([...found].flatMap(([, variable]) => variable ?? []))];
}

/** Returns the operation with the secrets that `environment` has filled in. */
export function withSecrets(
  operation: Operation,
  environment: Record<string, string | undefined>,
): Operation {
  const value = mapTexts(operation.value, (text) =>
    text.replace(placeholder, (asked, variable: string) => environment[variable] ?? asked),
  );
  return { ...operation, value };
}
