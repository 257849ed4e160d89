import { startStack } from "../../e2e/fixtures/stack";
import type { Checks } from "../checks";
import type { Healthy } from "./healthy-system";
import { expectProblems } from "./run-doctor";

/** Tests a running app that was started with wrong settings. */
export async function brokenApp(checks: Checks, healthy: Healthy): Promise<void> {
  const stack = await startStack({ appEnv: { APP_URL: "https://localhost:9" } });
  const own = {
    APP_URL: stack.appUrl,
    NEXT_PUBLIC_ORY_SDK_URL: stack.ory.publicUrl,
    ORY_ADMIN_URL: stack.ory.adminUrl,
  };
  try {
    await expectProblems(
      checks,
      "an app on http that was started for https",
      own,
      ["--production", "--deep"],
      {
        "app-origin wrong": /sends people to https:\/\/localhost:9/,
        "cookies wrong": /is Secure, and http:/,
        "csrf wrong": /does not give a sign-in back/,
        "sign-in wrong": /can't sign in/,
      },
    );
    const elsewhere = { ...healthy.production, APP_URL: stack.appUrl };
    const misplaced = {
      "base-url wrong": /neither the app/,
      "return-urls wrong": /may not return/,
    };
    await expectProblems(
      checks,
      "an app that uses another Ory than this one",
      elsewhere,
      ["--production"],
      {
        ...misplaced,
        "app-ory wrong": /uses another Ory/,
        "app-origin wrong": /sends people to/,
        "cookies wrong": /is Secure/,
        "csrf wrong": /does not give a sign-in back/,
      },
    );
    await stack.ory.stopKratos();
    await expectProblems(checks, "an app that can't reach its Ory", elsewhere, ["--production"], {
      ...misplaced,
      "app-ory wrong": /can't reach its Ory/,
    });
  } finally {
    await stack.stop();
  }
}
