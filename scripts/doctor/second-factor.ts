import { ask } from "../local/ask";
import { type Credentials, enrolTotp, signIn } from "../local/native-flows";
import { totpCode } from "../local/seed-demo-users";
import { type Finding, doubtful, orRight, unchecked, wrong } from "./finding";
import { setting } from "./mend";
import type { Ory } from "./ory";

/** Adds an authenticator app to the account, then checks what the password alone still opens. */
export async function secondFactorFindings(ory: Ory, account: Credentials): Promise<Finding[]> {
  let token: string;
  try {
    await enrolTotp(ory.url, await signIn(ory.url, account), totpCode);
    token = await signIn(ory.url, account);
  } catch (error) {
    const [reason = ""] = String(error instanceof Error ? error.message : error).split(":", 1);
    const says = `The account could not be given an authenticator app: ${reason}`;
    return [unchecked("second-factor", says)];
  }
  const opens = async (path: string) =>
    (await ask(ory.url + path, { headers: { "x-session-token": token } })).status === 200;
  const problems: Finding[] = [];
  if (await opens("/sessions/whoami")) {
    problems.push(doubtful("second-factor")`
      Who has a second factor gets in without it
      The second step is asked for only where a page does so itself (requireAal2).
      ${setting(ory, "/session/whoami/required_aal", "highest_available")}`);
  }
  if (await opens("/self-service/settings/api")) {
    problems.push(wrong("second-factor")`
      The settings open without the second factor
      Nothing, until somebody who stole a password takes the second factor off with it.
      ${setting(ory, "/selfservice/flows/settings/required_aal", "highest_available")}`);
  }
  return orRight("second-factor", problems, "Who has a second factor has to use it");
}
