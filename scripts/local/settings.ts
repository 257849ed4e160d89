import { z } from "zod";
import { exampleOrigins } from "../../lib/server/app-url";
import { httpUrl, origins, readVariables } from "../../lib/server/env";
import { ExplainedError } from "./explained-error";

const portError = "expected a port, from 1 to 65535";
const port = z.coerce.number(portError).int(portError).min(1, portError).max(65535, portError);

/** The ports that only the scripts use, and the settings of the local Ory. */
const schema = z.object({
  PORT: port.default(3000),
  ORY_PUBLIC_PORT: port.optional(),
  ORY_ADMIN_PORT: port.optional(),
  MAIL_PORT: port.default(1080),
  SMTP_PORT: port.default(1025),
  NEXT_PUBLIC_ORY_SDK_URL: httpUrl.optional(),
  ORY_SDK_URL: httpUrl.optional(),
  ORY_ADMIN_URL: httpUrl.optional(),
  APP_URL: origins.optional(),
  ALLOWED_RETURN_ORIGINS: origins.default(exampleOrigins.split(",")),
});

export interface Settings {
  appPort: number;
  appUrl: string;
  ports: { public: number; admin: number; mail: number; smtp: number };
  allowedReturnOrigins: string[];
  /** The URL of an Ory on another host, or undefined for the local Ory. */
  remoteOryUrl: string | undefined;
}

/** Calls a reader of the environment. Turns its errors into ExplainedErrors. */
export function explained<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new ExplainedError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/**
 * Returns the scripts' settings from the environment. Throws an ExplainedError that lists each
 * wrong variable with its actual and expected value.
 */
export function readSettings(source: Record<string, string | undefined>): Settings {
  const { values } = explained(() => readVariables(schema, source));
  const oryUrl = values.NEXT_PUBLIC_ORY_SDK_URL ?? values.ORY_SDK_URL;
  const [appUrl = `http://localhost:${values.PORT}`, ...otherAppUrls] = values.APP_URL ?? [];
  return {
    appPort: values.PORT,
    appUrl,
    ports: {
      public: values.ORY_PUBLIC_PORT ?? localPort(oryUrl) ?? 4000,
      admin: values.ORY_ADMIN_PORT ?? localPort(values.ORY_ADMIN_URL) ?? 4001,
      mail: values.MAIL_PORT,
      smtp: values.SMTP_PORT,
    },
    allowedReturnOrigins: [...otherAppUrls, ...values.ALLOWED_RETURN_ORIGINS],
    remoteOryUrl: oryUrl === undefined || isLocal(oryUrl) ? undefined : oryUrl,
  };
}

function isLocal(url: string): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(new URL(url).hostname);
}

function localPort(url: string | undefined): number | undefined {
  return url && isLocal(url) ? Number(new URL(url).port) || undefined : undefined;
}
