import path from "node:path";
import { oryFolder } from "./folders";
import { privateKeysFile, type Secrets } from "./secrets";

export interface KratosSettings {
  /** The origin that the browser sees: Kratos's public base URL and the passkeys' origin. */
  appUrl: string;
  ports: { public: number; admin: number; smtp: number };
  dataFolder: string;
  secrets: Secrets;
  /** Other origins that `return_to` may name. */
  allowedReturnOrigins: string[];
  /** How long a session token lasts, e.g. "1m"; as kratos.yml says if absent. */
  tokenTtl?: string;
  /** Kratos settings that win over all others, e.g. { SESSION_LIFESPAN: "10s" }. */
  env: Record<string, string>;
}

/** The environment that Kratos runs in: what kratos.yml can't know before the start. */
export function kratosEnvironment(settings: KratosSettings): Record<string, string> {
  const { appUrl, ports, secrets } = settings;
  const origin = new URL(appUrl).origin;
  const returnUrls = [origin, ...settings.allowedReturnOrigins].map(
    (allowed) => `${new URL(allowed).origin}/`,
  );
  return {
    ...systemVariables(process.env),
    DSN: `sqlite://${fromOryFolder(settings.dataFolder, "kratos.sqlite")}?_fk=true&_journal=WAL&_busy_timeout=5000`,
    SERVE_PUBLIC_BASE_URL: `${origin}/`,
    SERVE_PUBLIC_PORT: String(ports.public),
    SERVE_ADMIN_BASE_URL: `http://localhost:${ports.admin}/`,
    SERVE_ADMIN_PORT: String(ports.admin),
    SELFSERVICE_DEFAULT_BROWSER_RETURN_URL: `${origin}/`,
    SELFSERVICE_ALLOWED_RETURN_URLS: returnUrls.join(","),
    SELFSERVICE_METHODS_PASSKEY_CONFIG_RP_ID: new URL(appUrl).hostname,
    SELFSERVICE_METHODS_PASSKEY_CONFIG_RP_ORIGINS: origin,
    // Kratos lays this over what kratos.yml says of the template.
    SESSION_WHOAMI_TOKENIZER_TEMPLATES: JSON.stringify({
      starter: {
        jwks_url: `file://./${fromOryFolder(settings.dataFolder, privateKeysFile)}`,
        ttl: settings.tokenTtl,
      },
    }),
    COURIER_SMTP_CONNECTION_URI: `smtp://localhost:${ports.smtp}/?disable_starttls=true`,
    SECRETS_DEFAULT: secrets.default,
    SECRETS_COOKIE: secrets.cookie,
    SECRETS_CIPHER: secrets.cipher,
    ...settings.env,
  };
}

// Relative, because Kratos takes file:// literally: a drive letter or an escaped space would break it.
function fromOryFolder(dataFolder: string, file: string): string {
  return path.relative(oryFolder, path.join(dataFolder, file)).split(path.sep).join("/");
}

// Kratos takes any variable that looks like one of its keys (VERSION, DEV, CONFIG …), so it gets
// only what a program needs from the system, not the whole environment of whoever started it.
const passedOn =
  /^(path|home|user|userprofile|tmp|temp|tmpdir|systemroot|windir|lang|tz|ssl_cert_(file|dir)|(http|https|no)_proxy)$/i;

function systemVariables(environment: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value !== undefined && passedOn.test(name) ? [[name, value]] : [],
    ),
  );
}

const kratosSections =
  /^(SESSION|SELFSERVICE|COURIER|IDENTITY|SECRETS|COOKIES|HASHERS|LOG|SECURITY|CLIENTS|OAUTH2_PROVIDER|FEATURE_FLAGS|TRACING)_/;

/** Kratos settings among the variables of whoever runs a script, e.g. LOG_LEVEL=debug. */
export function kratosSettingsIn(
  environment: Record<string, string | undefined>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value !== undefined && kratosSections.test(name) ? [[name, value]] : [],
    ),
  );
}
