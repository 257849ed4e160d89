import type { Checks } from "../checks";
import { startGateway } from "./gateway";
import type { Healthy } from "./healthy-system";
import { expectProblems } from "./run-doctor";

/** Tests a correct system with a broken server in front of its app. */
export async function brokenFront(checks: Checks, { stack, production }: Healthy): Promise<void> {
  const cdn = await startGateway(stack.appUrl);
  try {
    const behind = { ...production, APP_URL: cdn.url };
    const unknown = {
      "base-url wrong": /neither the app/,
      "return-urls wrong": /may not return/,
      "app-origin wrong": /sends people to/,
    };
    cdn.habits = {};
    await expectProblems(
      checks,
      "an address before the app that it does not know",
      behind,
      ["--production", "--deep"],
      {
        ...unknown,
        "sign-in wrong": /After signing in Ory leads to/,
        "default-return wrong": /Without a return_to/,
      },
    );
    cdn.habits = {
      headers: (headers) => {
        delete headers["set-cookie"];
      },
    };
    await expectProblems(
      checks,
      "a cache before the app that drops the cookies of answers",
      behind,
      ["--production"],
      { ...unknown, "csrf wrong": /does not give a sign-in back/ },
    );
    cdn.habits = {
      asks: (incoming) => {
        if (incoming.method === "POST") delete incoming.headers.cookie;
      },
    };
    await expectProblems(
      checks,
      "a firewall before the app that drops the cookies of forms",
      behind,
      ["--production"],
      { ...unknown, "csrf wrong": /form sent to .* was not taken/ },
    );
  } finally {
    await cdn.stop();
  }
}
