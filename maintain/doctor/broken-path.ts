import type { Checks } from "../checks";
import { startGateway, type Habits } from "./gateway";
import type { Healthy } from "./healthy-system";
import { expectProblems, hush, type Variables } from "./run-doctor";

const limits = { "x-ratelimit-limit": "10, 10;w=1, 300;w=60" };

/** Tests a correct system with a broken server in front of its Ory. */
export async function brokenPath(checks: Checks, { stack, production }: Healthy): Promise<void> {
  const { ory } = stack;
  const front = await startGateway(ory.publicUrl);
  const before = async (
    what: string,
    habits: Habits,
    expected: Record<string, RegExp>,
    variables: Variables = {},
  ) => {
    front.habits = habits;
    const env = { ...production, NEXT_PUBLIC_ORY_SDK_URL: front.url, ...variables };
    return expectProblems(checks, what, env, ["--production"], expected);
  };
  const clock = (seconds: number): Habits => ({
    headers: (headers) => {
      headers.date = new Date(Date.now() + seconds * 1000).toUTCString();
    },
  });
  const network: Habits = {
    headers: (headers) => Object.assign(headers, limits),
    upstreamFor: (path) => (path.startsWith("/admin/") ? ory.adminUrl : ory.publicUrl),
    answer: ({ url = "", headers }) =>
      url.startsWith("/admin/") && headers.authorization !== `Bearer ${hush}`
        ? { status: 401, body: { error: { code: 401, message: "Access credentials are invalid" } } }
        : undefined,
  };
  const token = { ORY_ADMIN_URL: "", ORY_PROJECT_API_TOKEN: hush };

  try {
    await before("an Ory whose clock is right", clock(0), {});
    await before("an Ory that is two minutes ahead", clock(120), {
      "clock wrong": /1(19|20|21) s ahead/,
    });
    await before("an Ory that is ten seconds behind", clock(-10), {
      "clock doubtful": /(8|9|10|11) s behind/,
    });
    await before(
      "an Ory that is far away",
      { delayMs: 400 },
      { "latency doubtful": /takes 4\d\d/ },
    );
    await before(
      "a proxy that serves the admin API to everybody",
      { upstreamFor: network.upstreamFor },
      { "admin-exposed wrong": /without a credential/ },
    );
    await before(
      "an Ory whose limit is used up",
      {
        headers: (headers) => Object.assign(headers, limits, { "x-ratelimit-reset": "42" }),
        answer: () => ({ status: 429, body: { error: { code: 429 } } }),
      },
      { "ory wrong": /rate limit is used up/ },
    );
    const asked = new Set<string>();
    await before(
      "an Ory that asks to be asked more slowly",
      {
        headers: (headers) => Object.assign(headers, { "x-ratelimit-reset": "0" }),
        answer: ({ url = "" }) => {
          if (asked.has(url)) return undefined;
          asked.add(url);
          return { status: 429, body: { error: { code: 429 } } };
        },
      },
      {},
    );
    await before(
      "a gateway without its Ory",
      { answer: () => ({ status: 502, body: "Bad gateway" }) },
      { "ory wrong": /no working Ory/ },
    );

    const right = await before("a project that takes the token", network, {}, token);
    checks.expect(
      "Ory Network is known by its limits, and its token is tried",
      right.some(({ says }) => says.startsWith("Ory Network answers")) &&
        right.some(({ says }) => says.includes("takes ORY_PROJECT_API_TOKEN")),
    );
    await before(
      "a project that refuses the token",
      network,
      { "admin wrong": /refuses ORY_PROJECT_API_TOKEN/ },
      { ...token, ORY_PROJECT_API_TOKEN: "ory_pat_of-another-project" },
    );
    await before(
      "a project without a token",
      network,
      { "admin doubtful": /No admin access/ },
      { ORY_ADMIN_URL: "" },
    );
    const commands = await before(
      "a project that may not return to the app",
      network,
      { "return-urls wrong": /may not return to http:\/\/localhost:1$/ },
      { ...token, ALLOWED_RETURN_ORIGINS: "http://localhost:1" },
    );
    checks.expect(
      "for Ory Network the mend is a command",
      commands.some(({ mend }) =>
        mend?.some((line) => line.startsWith("$ ory patch identity-config")),
      ),
    );
  } finally {
    await front.stop();
  }
}
