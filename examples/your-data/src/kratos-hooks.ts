import { secretHeader } from "./registration-hook.ts";

/**
 * What Kratos does with the hook's answer. `ignored`: the person does not wait for it and never sees
 * it fail. `awaited`: where it fails the person sees an error, though the account is there.
 * `decisive`: Kratos asks before it stores the account, so there is no id yet: not for rows.
 */
export const hookAnswers = ["ignored", "awaited", "decisive"] as const;

export interface HookOptions {
  /** Where Kratos reaches the hook. */
  url: string;
  secret: string;
  answer?: (typeof hookAnswers)[number];
}

/** All that is sent: an id. What it belongs to is asked of Ory when it is needed. */
const body = "function(ctx) { identity_id: ctx.identity.id }";

const responses = {
  ignored: { ignore: true },
  awaited: { ignore: false },
  decisive: { parse: true },
};

/** Returns what to do after a registration, as Kratos is told. */
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
    // Last: for programs it ends the registration, and no hook after it would run.
    { hook: "session" },
  ];
}

/**
 * Returns the same as Kratos's environment: the secret is then in no file. A way to sign up that
 * has hooks of its own does not run the common ones, so each of them is told.
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
