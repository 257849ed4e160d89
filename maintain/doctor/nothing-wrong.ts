import { z } from "zod";
import { checks as everything } from "../../scripts/doctor/finding";
import type { Checks } from "../checks";
import type { Healthy } from "./healthy-system";
import { doctor, expectProblems } from "./run-doctor";

const identities = z.array(z.unknown());

/** Tests that on a correct system every check runs, finds nothing and leaves nothing behind. */
export async function nothingWrong(
  checks: Checks,
  { stack, development, production, tokenMode }: Healthy,
): Promise<void> {
  const inDevelopment = await expectProblems(
    checks,
    "in development nothing is wrong",
    development,
    [],
    {},
  );
  const inProduction = await expectProblems(
    checks,
    "in production, in token mode, nothing is wrong",
    { ...production, ...tokenMode },
    ["--production", "--deep"],
    {},
  );
  const seen = [...inDevelopment, ...inProduction].filter(({ status }) => status === "right");
  checks.check(
    "each check was made once at least",
    everything.filter((check) => !seen.some((finding) => finding.check === check)),
  );

  const careful = await expectProblems(
    checks,
    "without --deep no account is made",
    production,
    ["--production"],
    {},
  );
  checks.expect(
    "what was not looked at is said",
    careful.some(({ status, says }) => status === "unchecked" && says.includes("--deep")),
  );
  const response = await fetch(`${stack.ory.adminUrl}/admin/identities`);
  const left = identities.parse(await response.json()).length;
  checks.expect("no account is left", left === 0, `there are ${left}`);
  const mails = await fetch(`${stack.ory.mailUrl}/api/email`);
  const kept = identities.parse(await mails.json()).length;
  checks.expect("no mail is left", kept === 0, `there are ${kept}`);

  const { output, exitCode } = await doctor(development, []);
  // On a busy machine the doctor reports that Ory is slow. It may report nothing else.
  const isSlow = /^ {2}! Ory takes \d+ ms/m.test(output);
  const summary = isSlow
    ? /\n1 to look at, 1 not checked, \d+ right$/
    : /\n1 not checked, \d+ right$/;
  checks.expect(
    "a terminal gets a line for each, and a summary",
    /^ {2}✓ Ory Kratos answers/m.test(output) && summary.test(output.trimEnd()),
    output,
  );
  checks.expect("it ends with 0", exitCode === 0);
  const unknown = await doctor(development, ["--deeper"]);
  checks.expect("an unknown option ends with 2", unknown.exitCode === 2, unknown.output);
}
