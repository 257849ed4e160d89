import { freePorts } from "../../scripts/local/ports";
import type { Checks } from "../checks";
import { type Healthy, tokenKeys } from "./healthy-system";
import { expectProblems, hush, type Variables } from "./run-doctor";

/** Tests a correct system with wrong variables. */
export async function brokenEnvironment(
  checks: Checks,
  { stack, production, tokenMode }: Healthy,
): Promise<void> {
  const { appUrl, ory } = stack;
  const [closed = 0] = await freePorts(1);
  const nowhere = `http://localhost:${closed}`;
  const broken = (what: string, variables: Variables, expected: Record<string, RegExp>) =>
    expectProblems(checks, what, { ...production, ...variables }, ["--production"], expected);
  const deep = (what: string, variables: Variables, expected: Record<string, RegExp>) =>
    expectProblems(
      checks,
      what,
      { ...production, ...tokenMode, ...variables },
      ["--production", "--deep"],
      expected,
    );

  await broken(
    "variables that are no addresses",
    { APP_URL: "localhost", ORY_ADMIN_URL: "yes" },
    { "environment wrong": /APP_URL is "localhost".*\n.*ORY_ADMIN_URL is "yes"/ },
  );
  await broken("no APP_URL", { APP_URL: "" }, { "environment wrong": /APP_URL is missing/ });
  await broken(
    "a private key in the app's environment",
    { ...tokenMode, ORY_SESSION_JWKS: '{"keys":[{"kty":"EC","alg":"ES256","d":"hush"}]}' },
    { "environment wrong": /ORY_SESSION_JWKS is a value: .*private/ },
  );
  await broken(
    "a social provider that the app does not know of",
    { GITHUB_CLIENT_ID: "" },
    { "social wrong": /leads to https:\/\/github\.com/ },
  );
  await broken(
    "a token that browsers get",
    { NEXT_PUBLIC_ORY_PROJECT_API_TOKEN: hush },
    { "secrets wrong": /^NEXT_PUBLIC_ORY_PROJECT_API_TOKEN/ },
  );
  await broken(
    "a credential under another public name",
    { NEXT_PUBLIC_ORY: hush },
    { "secrets wrong": /^NEXT_PUBLIC_ORY is/ },
  );
  await broken(
    "a workspace's key instead of the project's",
    { ORY_PROJECT_API_TOKEN: "ory_wak_hush-hush" },
    { "secrets wrong": /workspace/ },
  );
  await broken(
    "127.0.0.1 instead of localhost",
    { APP_URL: appUrl.replace("localhost", "127.0.0.1") },
    {
      "addresses wrong": /127\.0\.0\.1/,
      "base-url wrong": /writes its addresses for http:\/\/localhost/,
      "return-urls wrong": /may not return to http:\/\/127/,
      "passkeys wrong": /for localhost.*at 127/,
      "app-origin wrong": /Opened at http:\/\/127.*sends people to http:\/\/localhost/,
    },
  );

  await broken(
    "an address at which no Ory is",
    { NEXT_PUBLIC_ORY_SDK_URL: nowhere },
    { "ory wrong": /can't be reached.*nothing listens/ },
  );
  await broken(
    "the app's own address as Ory's",
    { NEXT_PUBLIC_ORY_SDK_URL: appUrl },
    { "ory wrong": /the app's own/ },
  );
  await broken(
    "the admin API as the public one",
    { NEXT_PUBLIC_ORY_SDK_URL: ory.adminUrl },
    { "ory wrong": /admin API, not its public/ },
  );
  await broken(
    "something else as Ory",
    { NEXT_PUBLIC_ORY_SDK_URL: ory.mailUrl },
    { "ory wrong": /No project answers|is no Ory/ },
  );
  await broken(
    "the public API as the admin one",
    { ORY_ADMIN_URL: ory.publicUrl },
    { "admin wrong": /public API, not its admin/ },
  );
  await broken(
    "an address at which no admin API is",
    { ORY_ADMIN_URL: nowhere },
    { "admin wrong": /can't be reached/ },
  );
  await broken(
    "a project's token for a Kratos of one's own",
    { ORY_ADMIN_URL: "", ORY_PROJECT_API_TOKEN: hush },
    { "admin wrong": /Kratos of your own/ },
  );
  await broken(
    "an address at which another program is",
    { APP_URL: ory.mailUrl },
    {
      "base-url wrong": /neither the app/,
      "return-urls wrong": /may not return/,
      "app wrong": /not this app/,
    },
  );
  await broken(
    "an origin that people may be returned to, and Ory does not know it",
    { ALLOWED_RETURN_ORIGINS: nowhere },
    { "return-urls wrong": new RegExp(`may not return to ${nowhere}$`) },
  );

  await deep(
    "another key than the template's",
    { ORY_SESSION_JWKS: tokenKeys().publicSet },
    { "token-mode wrong": /signed with the key .*holds/ },
  );
  await deep(
    "another issuer than Ory's base URL",
    { ORY_SESSION_TOKEN_ISSUER: appUrl },
    { "token-mode wrong": /issued by .*\/, and ORY_SESSION_TOKEN_ISSUER/ },
  );
  await deep(
    "a template that Ory does not have",
    { ORY_SESSION_TOKEN_TEMPLATE: "starters" },
    { "token-mode wrong": /no template "starters"/ },
  );
}
