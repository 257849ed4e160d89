import type { Operation } from "./operations";
import type { Json, Source } from "./source";

export interface Places {
  /** The canonical one first. */
  appOrigins: [string, ...string[]];
  /** Other origins allowed in `return_to`. */
  returnOrigins: string[];
}

/** Returns the settings of `kratos.yml` that depend on the app's URL, with their values. */
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
    // A provider redirects to one registered host only, so all hosts use the canonical one.
    ...(below(methods, ["oidc"]) !== undefined
      ? [{ path: "/selfservice/methods/oidc/config/base_redirect_uri", value: `${canonical}/` }]
      : []),
    // Off in development, which may have no internet access.
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

/** Returns the URLs that were added to `kratos.yml`, without the development URL. */
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
