import { secretHeader } from "./registration-hook.ts";

/**
 * How Kratos treats the hook's response. `ignored`: the person doesn't wait for it and never sees
 * it fail. `awaited`: if it fails, the person sees an error, although the account exists.
 * `decisive`: Kratos calls it before it stores the account. There is no id yet, so no row
 * can be created.
 */
export const hookAnswers = ["ignored", "awaited", "decisive"] as const;

export interface HookOptions {
  /** The hook's URL for Kratos. */
  url: string;
  secret: string;
  answer?: (typeof hookAnswers)[number];
}

/** Sends only an id. The app asks Ory for the rest when needed. */
const body = "function(ctx) { identity_id: ctx.identity.id }";

const responses = {
  ignored: { ignore: true },
  awaited: { ignore: false },
  decisive: { parse: true },
};

/** Returns the hooks after a registration in Kratos's format. */
export function registrationHooks({ url, secret, answer = "ignored" }: HookOptions) {
  return [
    {
      hook: "web_hook",
      config: {
        url,
        method: "POST",
        body: `base64://${Buffer.from(body).toString("base64")}`,
        auth: { type: "api_key", config: { in: "header", name: secretHeader, value: secret } },
        response: responses[answer],
      },
    },
    // Last, because it ends a program's registration, and later hooks would not run.
    { hook: "session" },
  ];
}

/**
 * Returns the hooks as Kratos's environment, so that the secret is in no file. A sign-up method
 * with its own hooks doesn't run the common ones, so each gets them.
 */
export function hookEnvironment(
  options: HookOptions,
  methods = ["password", "passkey", "code"],
): Record<string, string> {
  const hooks = registrationHooks(options);
  return {
    SELFSERVICE_FLOWS_REGISTRATION_AFTER: JSON.stringify(
      Object.fromEntries(methods.map((method) => [method, { hooks }])),
    ),
  };
}
