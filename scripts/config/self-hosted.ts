import type { Group } from "./operations";
import { type Places, placedSettings } from "./places";
import type { Source } from "./source";

/**
 * Returns the settings that a self-hosted Kratos needs on top of `kratos.yml`, in groups. Secrets
 * and the URLs of other servers belong in the environment.
 */
export function selfHostedConfig(source: Source, places: Places): Group[] {
  const [canonical] = places.appOrigins;
  return [
    {
      title: "Over ory/kratos.yml: kratos serve -c ory/kratos.yml -c THIS_FILE",
      about: [
        "Started in the folder ory/, and without --dev. What is secret or different on every host",
        "comes from the environment: DSN, SECRETS_DEFAULT, SECRETS_COOKIE, SECRETS_CIPHER,",
        "COURIER_SMTP_CONNECTION_URI, SERVE_PUBLIC_HOST, and the private key that signs session tokens as",
        'SESSION_WHOAMI_TOKENIZER_TEMPLATES={"starter":{"jwks_url":"file:///run/secrets/session-token.jwks.json"}}',
        "and social sign-in as what --social prints.",
      ],
      operations: [
        { path: "/serve/public/base_url", value: `${canonical}/` },
        ...placedSettings(source, places),
      ],
    },
  ];
}
