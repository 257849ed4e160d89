import type { Operation } from "./operations";
import type { Json, Source } from "./source";

export interface Places {
  /** The app's origins, the canonical one first. */
  appOrigins: [string, ...string[]];
  /** Other origins that `return_to` may name. */
  returnOrigins: string[];
}

/** Returns the settings of `kratos.yml` that depend on where the app is, as they are for `places`. */
export function placedSettings(source: Source, { appOrigins, returnOrigins }: Places): Operation[] {
  const [canonical] = appOrigins;
  const methods = below(source.config, ["selfservice", "methods"]);
  return [
    { path: "/selfservice/default_browser_return_url", value: `${canonical}/` },
    {
      path: "/selfservice/allowed_return_urls",
      value: [
        ...new Set([...appOrigins, ...returnOrigins].map((origin) => `${origin}/`)),
        ...ownReturnUrls(source.config),
      ],
    },
    ...["passkey", "webauthn"]
      .filter((method) => below(methods, [method]) !== undefined)
      .flatMap((method) => [
        {
          path: `/selfservice/methods/${method}/config/rp/id`,
          value: new URL(canonical).hostname,
        },
        { path: `/selfservice/methods/${method}/config/rp/origins`, value: appOrigins },
      ]),
    // Of several hosts only the one that the provider knows of can be come back to.
    ...(below(methods, ["oidc"]) !== undefined
      ? [{ path: "/selfservice/methods/oidc/config/base_redirect_uri", value: `${canonical}/` }]
      : []),
    // Off locally, where there may be no internet.
    ...(below(methods, ["password"]) !== undefined
      ? [
          {
            path: "/selfservice/methods/password/config/haveibeenpwned_enabled",
            value: true,
          },
        ]
      : []),
  ];
}

/** What somebody added to `kratos.yml`, beside the address of development. */
function ownReturnUrls(config: Json): Json[] {
  const urls = below(config, ["selfservice", "allowed_return_urls"]);
  if (!Array.isArray(urls)) return [];
  return urls.filter((url) => typeof url === "string" && new URL(url).hostname !== "localhost");
}

function below(tree: Json | undefined, [key, ...more]: string[]): Json | undefined {
  if (key === undefined) return tree;
  if (tree === null || typeof tree !== "object" || Array.isArray(tree)) return undefined;
  return below(tree[key], more);
}
