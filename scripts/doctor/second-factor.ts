import { enrolTotp, signIn } from "../local/native-flows";
import { totpCode } from "../local/seed-demo-users";
import { ask } from "./ask";
import { type Finding, doubtful, orRight, unchecked, wrong } from "./finding";
import { setting } from "./mend";
import type { Ory } from "./ory";
import type { Account } from "./temporary-account";

/** Gives the account an authenticator app, and sees what its password alone still opens. */
export async function secondFactorFindings(ory: Ory, account: Account): Promise<Finding[]> {
  let token: string;
  try {
    await enrolTotp(ory.url, await signIn(ory.url, account), totpCode);
    token = await signIn(ory.url, account);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split(":", 1)[0] : String(error);
    return [
      unchecked(
        "second-factor",
        `The account could not be given an authenticator app: ${reason ?? ""}`,
      ),
    ];
  }
  const headers = { "x-session-token": token };
  const whoami = await ask(`${ory.url}/sessions/whoami`, { headers });
  const settings = await ask(`${ory.url}/self-service/settings/api`, { headers });
  const problems: Finding[] = [];
  if (whoami.status === 200) {
    problems.push(
      doubtful("second-factor", {
        says: "Who has a second factor gets in without it",
        notice: "The second step is asked for only where a page does so itself (requireAal2).",
        mend: [setting(ory, "/session/whoami/required_aal", "highest_available")],
      }),
    );
  }
  if (settings.status === 200) {
    problems.push(
      wrong("second-factor", {
        says: "The settings open without the second factor",
        notice: "Nothing, until somebody who stole a password takes the second factor off with it.",
        mend: [setting(ory, "/selfservice/flows/settings/required_aal", "highest_available")],
      }),
    );
  }
  return orRight("second-factor", problems, "Who has a second factor has to use it");
}
