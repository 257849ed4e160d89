import { type Group, leaves, mapTexts, type Operation, type Place } from "./operations";
import { type Places, placedSettings } from "./places";
import { placeholderFor, sessionTokenKey } from "./secrets";
import type { Source } from "./source";

/**
 * Settings that Ory Network manages itself: ports, database, secrets, hashing, logging, the
 * cookie's name and, with a custom domain, the cookies' domain.
 */
const decidedThere =
  /^\/(serve|dsn|secrets|ciphers|hashers|log|tracing|cookies|database|clients|dev|version|session\/cookie\/(name|domain|path))(\/|$)/;

/** The groups of settings. A setting goes into the first one that matches. */
const parts: { title: string; about: string[]; paths: RegExp }[] = [
  {
    title: "Where people may be sent back to",
    about: [],
    paths: /^\/selfservice\/(default_browser_return_url|allowed_return_urls|flows\/logout\/)/,
  },
  { title: "This app's pages", about: [], paths: /\/ui_url$/ },
  {
    title: "Session tokens, for token mode only",
    about: [
      "The key that signs them. Make it once and keep it out of the repository:",
      '  ory create jwk session-tokens --alg ES256 --project "$PROJECT_ID" --format json > session-token.jwks.json',
      `  ${sessionTokenKey}=$(base64 < session-token.jwks.json | tr -d '\\n')`,
      "The app gets its public half, as ORY_SESSION_JWKS:",
      '  ory get jwk session-tokens --public --project "$PROJECT_ID" --format json',
    ],
    paths: /^\/session\/whoami\/tokenizer\//,
  },
  {
    title: "Sessions and the second factor",
    about: [],
    paths: /^\/session\/|\/(privileged_session_max_age|required_aal)$/,
  },
  {
    title: "Social sign-in",
    about: [
      "Replaces the providers that the project has. Each sends people back to",
      "  APP_URL/self-service/methods/oidc/callback/ID",
      "which has to stand in its settings: docs/social-sign-in.md.",
    ],
    paths: /^\/selfservice\/methods\/oidc\//,
  },
  {
    title: "Ways to sign in",
    about: ["Passkeys are bound to rp.id. With another one, all that people have are useless."],
    paths: /^\/selfservice\/methods\//,
  },
  { title: "Flows", about: [], paths: /^\/selfservice\// },
  {
    title: "The identity schema, for a project without accounts",
    about: [
      "Accounts of another schema can't be read without it: where there are some, add what",
      "`ory get identity-config` shows of it to the list first.",
    ],
    paths: /^\/identity\//,
  },
  { title: "Mail", about: ["Sent by your own mail server."], paths: /^\/courier\// },
  { title: "Everything else", about: [], paths: /^/ },
];

export function networkConfig(source: Source, places: Places): Group[] {
  const [canonical] = places.appOrigins;
  const settings = new Map(
    [...leaves(source.config), ...placedSettings(source, places)].map(({ path, value }) => [
      path,
      value,
    ]),
  );
  const own = hasMailServer(settings.get("/courier/smtp/connection_uri"));
  const operations = [...settings]
    .map(([path, value]) => ({ path, value }))
    .filter(({ path }) => !decidedThere.test(path) && (own || !path.startsWith("/courier/")))
    .map((operation) => selfContained(operation, source, canonical));
  return parts
    .map(({ title, about }, index) => ({
      title,
      about,
      operations: operations.filter(
        ({ path }) => parts.findIndex((part) => part.paths.test(path)) === index,
      ),
    }))
    .filter((group) => group.operations.length > 0);
}

/** Returns the operation for Ory Network: without local files, relative URLs and secrets. */
function selfContained(operation: Operation, source: Source, origin: string): Operation {
  const change = (text: string, place: Place) => {
    const asked = placeholderFor(place);
    if (asked !== undefined) return asked;
    if (text.startsWith("file://")) {
      return `base64://${Buffer.from(source.readFile(text)).toString("base64")}`;
    }
    const isAddress = ["ui_url", "default_browser_return_url"].includes(place.setting);
    return isAddress ? new URL(text, origin).href : text;
  };
  const setting = operation.path.split("/").at(-1) ?? "";
  const value = mapTexts(operation.value, change, { setting, entry: undefined });
  return { ...operation, value };
}

/** Returns false for the local mail catcher. Without a mail server, a project uses Ory's. */
function hasMailServer(uri: unknown): boolean {
  return typeof uri === "string" && !["localhost", "127.0.0.1"].includes(new URL(uri).hostname);
}
