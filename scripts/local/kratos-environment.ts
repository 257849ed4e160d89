import path from "node:path";
import { oryFolder } from "./folders";
import { privateKeysFile, type Secrets } from "./secrets";

export interface KratosSettings {
  /** The origin in the browser: Kratos's public base URL and the passkeys' origin. */
  appUrl: string;
  ports: { public: number; admin: number; smtp: number };
  dataFolder: string;
  secrets: Secrets;
  /** Other origins allowed in `return_to`. */
  allowedReturnOrigins: string[];
  /** A session token's lifetime, such as "1m". Defaults to kratos.yml. */
  tokenTtl?: string;
  /** Kratos settings that override all others, such as { SESSION_LIFESPAN: "10s" }. */
  env: Record<string, string>;
}

/** Returns Kratos's environment: the settings that kratos.yml can't know in advance. */
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
    // Kratos merges this into the template in kratos.yml.
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

// Relative, because Kratos takes file:// literally: a drive letter or an escaped space breaks it.
function fromOryFolder(dataFolder: string, file: string): string {
  return path.relative(oryFolder, path.join(dataFolder, file)).split(path.sep).join("/");
}

// Kratos reads any variable named like one of its settings (VERSION, DEV, CONFIG and so on). It
// only gets the system variables that programs need.
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

/** Returns the Kratos settings in a script's environment, such as LOG_LEVEL=debug. */
export function kratosSettingsIn(
  environment: Record<string, string | undefined>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value !== undefined && kratosSections.test(name) ? [[name, value]] : [],
    ),
  );
}
