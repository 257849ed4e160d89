import { describe, expect, test } from "vitest";
import { networkConfig } from "./network";
import { type Group, leaves, tree } from "./operations";
import { asCommands, asJsonPatch, asVariables, asYaml } from "./print";
import { socialProviders, socialSettings } from "../local/social-providers";
import { selfHostedConfig } from "./self-hosted";
import { type Json, readSource, type Source, withProviders } from "./source";

const places = {
  appOrigins: ["https://app.example.com", "https://www.example.com"] as [string, ...string[]],
  returnOrigins: ["https://docs.example.com"],
};

function settings(groups: Group[]): Record<string, Json> {
  return Object.fromEntries(
    groups.flatMap(({ operations }) => operations.map(({ path, value }) => [path, value])),
  );
}

function sourceWith(config: Source["config"]): Source {
  return { config, readFile: (url) => `content of ${url}` };
}

describe("for Ory Network", () => {
  const source = readSource();
  const network = settings(networkConfig(source, places));

  test("what kratos.yml says of sessions, flows and methods is said as it stands there", () => {
    expect(network).toMatchObject({
      "/session/lifespan": "72h",
      "/session/whoami/required_aal": "highest_available",
      "/selfservice/flows/settings/privileged_session_max_age": "15m",
      "/selfservice/flows/registration/after/password/hooks": [{ hook: "session" }],
      "/selfservice/flows/recovery/after/hooks": [{ hook: "revoke_active_sessions" }],
      "/selfservice/flows/settings/after/password/hooks": [{ hook: "revoke_active_sessions" }],
      "/selfservice/methods/passkey/enabled": true,
    });
  });

  test("pages are at the app's canonical address, and every origin may be returned to", () => {
    expect(network).toMatchObject({
      "/selfservice/flows/login/ui_url": "https://app.example.com/auth/login",
      "/selfservice/flows/error/ui_url": "https://app.example.com/auth/error",
      "/selfservice/flows/logout/after/default_browser_return_url": "https://app.example.com/",
      "/selfservice/default_browser_return_url": "https://app.example.com/",
      "/selfservice/allowed_return_urls": [
        "https://app.example.com/",
        "https://www.example.com/",
        "https://docs.example.com/",
      ],
      "/selfservice/methods/passkey/config/rp/id": "app.example.com",
      "/selfservice/methods/passkey/config/rp/origins": places.appOrigins,
    });
  });

  test("what is meant for this machine does not get there", () => {
    expect(JSON.stringify(network)).not.toContain("localhost");
    expect(network["/selfservice/methods/password/config/haveibeenpwned_enabled"]).toBe(true);
  });

  test("what Ory Network decides itself is left out", () => {
    const paths = Object.keys(network).join("\n");
    expect(paths).not.toMatch(/^\/(serve|dsn|secrets|courier|hashers|log)/m);
    expect(paths).not.toMatch(/cookie\/(name|domain)/);
    expect(paths).toContain("/session/cookie/same_site");
  });

  test("files go along as base64", () => {
    const [schema] = network["/identity/schemas"] as { url: string }[];
    const decoded = (url: unknown) =>
      Buffer.from(String(url).replace("base64://", ""), "base64").toString();
    expect(decoded(schema?.url)).toBe(source.readFile("file://./identity.schema.json"));
    expect(
      decoded(network["/session/whoami/tokenizer/templates/starter/claims_mapper_url"]),
    ).toContain("template: 'starter'");
  });

  test("addresses that somebody added to kratos.yml stay allowed", () => {
    const added = sourceWith({
      selfservice: { allowed_return_urls: ["http://localhost:3000/", "myapp://callback"] },
    });
    expect(settings(networkConfig(added, places))["/selfservice/allowed_return_urls"]).toEqual([
      "https://app.example.com/",
      "https://www.example.com/",
      "https://docs.example.com/",
      "myapp://callback",
    ]);
  });

  test("a mail server of one's own is named, the mail catcher is not", () => {
    const courier = (uri: string) =>
      settings(
        networkConfig(
          sourceWith({ courier: { smtp: { connection_uri: uri, from_name: "Us" } } }),
          places,
        ),
      );
    expect(courier("smtps://me:hush@mail.example.com:465/")).toMatchObject({
      "/courier/smtp/connection_uri": "${SMTP_CONNECTION_URI}",
      "/courier/smtp/from_name": "Us",
    });
    expect(courier("smtp://localhost:1025/")).not.toHaveProperty("/courier/smtp/from_name");
  });
});

describe("secrets", () => {
  const providers = sourceWith({
    selfservice: {
      methods: {
        oidc: {
          config: {
            providers: [
              { id: "google", client_secret: "hush-1", mapper_url: "file://./google.jsonnet" },
              { id: "my-idp", client_secret: "hush-2" },
            ],
          },
        },
      },
    },
    session: { whoami: { tokenizer: { templates: { one: { jwks_url: "file://./key.json" } } } } },
  });
  const groups = networkConfig(providers, places);

  test("are asked of the shell, each by a name of its own", () => {
    const commands = asCommands(groups, { project: "p-1", workspace: "w-1" });
    expect(commands).not.toMatch(/hush|content of file:\/\/\.\/key/);
    expect(commands).toContain(`"client_secret":"'"$GOOGLE_CLIENT_SECRET"'"`);
    expect(commands).toContain(`"client_secret":"'"$MY_IDP_CLIENT_SECRET"'"`);
    expect(commands).toContain(`jwks_url="base64://'"$SESSION_TOKEN_KEY"'"'`);
    expect(commands).toMatch(/^PROJECT_ID=p-1\n/);
    expect(commands).toContain("--workspace w-1 ");
  });

  test("are in a JSON Patch only when asked for, and then all of a part or nothing of it", () => {
    const without = asJsonPatch(groups, {}, "/services/identity/config");
    expect(without.leftOut.flatMap(({ variables }) => variables)).toEqual([
      "SESSION_TOKEN_KEY",
      "GOOGLE_CLIENT_SECRET",
      "MY_IDP_CLIENT_SECRET",
    ]);
    expect(JSON.stringify(without.patch)).not.toContain("tokenizer");
    const key = { SESSION_TOKEN_KEY: "a2V5" };
    const withKey = asJsonPatch(groups, key, "/services/identity/config");
    expect(withKey.patch).toContainEqual({
      op: "add",
      path: "/services/identity/config/session/whoami/tokenizer/templates/one/jwks_url",
      value: "base64://a2V5",
    });
  });
});

describe("social providers", () => {
  const environment = {
    GOOGLE_CLIENT_ID: "id-1",
    GOOGLE_CLIENT_SECRET: "hush-1",
    GITHUB_CLIENT_ID: "id-2",
  };
  const providers = socialProviders(environment, "elsewhere");

  test("are switched on, with their mappers, without their secrets", () => {
    const groups = networkConfig(withProviders(readSource(), providers), places);
    const network = settings(groups);
    expect(network).toMatchObject({
      "/selfservice/methods/oidc/enabled": true,
      "/selfservice/methods/oidc/config/base_redirect_uri": "https://app.example.com/",
      "/selfservice/methods/oidc/config/providers": [
        { id: "google", client_id: "id-1" },
        { id: "github", client_id: "id-2" },
      ],
      // The other methods keep their settings.
      "/selfservice/methods/password/enabled": true,
    });
    const commands = asCommands(groups, {});
    expect(commands).not.toContain("hush");
    expect(commands).toContain('"mapper_url":"base64://');
    expect(commands).toContain(`"client_secret":"'"$GITHUB_CLIENT_SECRET"'"`);
  });

  test("that a project has are left alone where none is switched on here", () => {
    const network = settings(networkConfig(withProviders(readSource(), []), places));
    expect(Object.keys(network).join("\n")).not.toContain("/methods/oidc");
  });

  test("reach a Kratos of one's own as variables, whatever is in a secret", () => {
    const env = { GITHUB_CLIENT_ID: "id", GITHUB_CLIENT_SECRET: "it's $HOME" };
    const [enabled, list] = asVariables(socialSettings(env)).split("\n");
    expect(enabled).toBe("SELFSERVICE_METHODS_OIDC_ENABLED='true'");
    const [, value = ""] = /^\w+='([^']*)'$/.exec(list ?? "") ?? [];
    expect(JSON.parse(value)).toMatchObject([{ client_secret: "it's $HOME" }]);
  });
});

test("a value with a quote in it stays one argument of the shell", () => {
  const groups = networkConfig(
    sourceWith({ selfservice: { methods: { totp: { config: { issuer: "Ann's" } } } } }),
    places,
  );
  expect(asCommands(groups, {})).toContain(
    `--add '/selfservice/methods/totp/config/issuer="Ann'\\''s"'`,
  );
});

test("a Kratos of one's own gets what differs from kratos.yml, as a file", () => {
  const yaml = asYaml(selfHostedConfig(readSource(), places));
  expect(yaml).toContain("base_url: https://app.example.com/");
  expect(yaml).not.toContain("ui_url");
  expect(yaml).not.toContain("localhost");
});

test("a tree and its leaves say the same", () => {
  const config = { a: { "b/c~d": [1, { e: 2 }], f: { g: false } } };
  expect(leaves(config)).toEqual([
    { path: "/a/b~1c~0d", value: [1, { e: 2 }] },
    { path: "/a/f/g", value: false },
  ]);
  expect(tree(leaves(config))).toEqual(config);
});
