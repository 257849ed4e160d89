import { abandonedFindings, mailFindings } from "./mail";
import type { AdminApi } from "../local/admin-api";
import { NoAnswer } from "../local/ask";
import { readSetup, type Setup } from "../local/setup";
import { findAdmin } from "./admin";
import { exposureFindings } from "./admin-exposed";
import { appFindings, findApp } from "./app";
import { addressFindings, publicSuffixFindings, secretFindings } from "./environment";
import { type Check, type Finding, right, unchecked, wrong } from "./finding";
import { clockFindings, findOry, type Ory } from "./ory";
import { oryFlowFindings } from "./ory-flows";
import { secondFactorFindings } from "./second-factor";
import { signIn } from "./sign-in";
import { withTemporaryAccount } from "./temporary-account";
import { tokenModeFindings } from "./token-mode";

export interface Part {
  title: string;
  findings: Finding[];
}

export interface Options {
  production: boolean;
  /** Whether to create a temporary account. By default only in the Ory of `npm run dev`. */
  deep: boolean | undefined;
}

/** Runs all checks and yields the findings part by part. */
export async function* examine(
  variables: Record<string, string | undefined>,
  { production, deep }: Options,
): AsyncGenerator<Part> {
  let setup: Setup;
  try {
    setup = await readSetup(variables, production);
  } catch (error) {
    yield {
      title: "Environment",
      findings: [
        wrong("environment")`
          ${error instanceof Error ? error.message : String(error)}
          The app does not start.
          Set the variables that are named, in .env.local or where you deploy.`,
      ],
    };
    return;
  }
  yield {
    title: "Environment",
    findings: [
      right("environment", "Every variable is right"),
      ...secretFindings(setup.variables),
      ...addressFindings(setup),
      ...publicSuffixFindings(setup),
    ],
  };

  const { ory, findings } = await findOry(setup);
  if (ory === undefined) {
    yield { title: "Ory", findings };
    return;
  }
  let admin: AdminApi | undefined;
  let running = false;
  yield {
    title: ory.product,
    findings: [
      ...findings,
      ...clockFindings(ory.answers),
      ...(await answered("ory", () => oryFlowFindings(ory, setup))),
      ...(await answered("admin", async () => {
        const found = await findAdmin(ory, setup);
        ({ admin } = found);
        return [...found.findings, ...(await exposureFindings(setup))];
      })),
    ],
  };
  yield {
    title: "App",
    findings: await answered("app", async () => {
      const app = await findApp(setup);
      ({ running } = app);
      const seen = () => appFindings(ory, setup);
      return [...app.findings, ...(app.running ? await answered("app", seen) : [])];
    }),
  };
  yield {
    title: "With a temporary account",
    findings: await accountFindings(ory, admin, setup, running, deep),
  };
}

async function accountFindings(
  ory: Ory,
  admin: AdminApi | undefined,
  setup: Setup,
  running: boolean,
  deep = setup.mailUrl !== undefined,
): Promise<Finding[]> {
  if (admin === undefined) {
    return [
      unchecked("sign-in", "Signing in and what follows: no admin access to make an account"),
    ];
  }
  const abandoned = setup.mailUrl === undefined ? await abandonedFindings(admin) : [];
  if (!deep) {
    const says = "Signing in and what follows: add --deep to have an account made and deleted";
    return [unchecked("sign-in", says), ...abandoned];
  }
  try {
    return await withTemporaryAccount(admin, ory.url, async (account) => {
      const entry = running ? setup.appOrigins[0] : ory.url;
      const { visitor, findings } = await signIn(entry, account, ory, setup);
      const cookie = await visitor.cookies(entry);
      return [
        ...findings,
        ...(await tokenModeFindings(ory, setup, cookie)),
        ...(setup.mailUrl === undefined
          ? abandoned
          : await mailFindings(ory, admin, account, setup.mailUrl)),
        // Last, because from here on the account needs two steps to sign in.
        ...(await secondFactorFindings(ory, account)),
      ];
    });
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    return [unchecked("sign-in", says)];
  }
}

/** Runs checks, and reports an Ory or app that stops responding as a finding. */
async function answered(check: Check, work: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return [
      wrong(check)`
        No answer in the middle of the checks: ${error.message}
        Some requests fail.
        Run this again. If it stays so, look at the log of what did not answer.`,
    ];
  }
}
