import { z } from "zod";
import { isSupported } from "../local/kratos-version";
import { type Answer, ask, isOryError, NoAnswer } from "./ask";
import { type Finding, type Problem, doubtful, right, unchecked, wrong } from "./finding";
import type { Ory } from "./ory";
import type { Setup } from "./setup";

/** There is no such account, so that asking for it changes and shows nothing. */
export const nobody = "/admin/identities/00000000-0000-0000-0000-000000000000";

export interface Admin {
  url: string;
  headers: Record<string, string>;
}

/** Tells whether an answer comes from an admin API that took the question. */
export function isAdmin(answer: Answer): boolean {
  return answer.status === 404 && isOryError(answer);
}

async function tryAdmin({ url, headers }: Admin): Promise<Answer | NoAnswer> {
  try {
    return await ask(url + nobody, { headers });
  } catch (error) {
    if (error instanceof NoAnswer) return error;
    throw error;
  }
}

/** Checks the admin access that is configured, and returns it where it works. */
export async function findAdmin(
  ory: Ory,
  { adminUrl, projectToken }: Setup,
): Promise<{ admin: Admin | undefined; findings: Finding[] }> {
  if (adminUrl !== undefined) {
    const admin = { url: adminUrl, headers: {} };
    const answer = await tryAdmin(admin);
    if (!(answer instanceof NoAnswer) && isAdmin(answer)) {
      return { admin, findings: [await versionFinding(admin)] };
    }
    return { admin: undefined, findings: [wrong("admin", refusedUrl(adminUrl, answer))] };
  }
  if (projectToken === undefined) return { admin: undefined, findings: [noAccess(ory)] };
  const admin = { url: ory.url, headers: { authorization: `Bearer ${projectToken}` } };
  const answer = await tryAdmin(admin);
  if (!(answer instanceof NoAnswer) && isAdmin(answer)) {
    return { admin, findings: [right("admin", "The project takes ORY_PROJECT_API_TOKEN")] };
  }
  return { admin: undefined, findings: [wrong("admin", refusedToken(ory, answer))] };
}

const versionSchema = z.object({ version: z.string() });

async function versionFinding({ url }: Admin): Promise<Finding> {
  const answer = await ask(`${url}/admin/version`);
  const version = versionSchema.safeParse(answer.json).data?.version ?? "";
  if (isSupported(version)) {
    return right("admin", `The admin API answers at ${url}: Ory Kratos ${version}`);
  }
  return doubtful("admin", {
    says: `Ory Kratos ${version} is older than v1.3.1, the oldest that this app is tested with`,
    notice: "Passkeys and codes may not work as the pages expect.",
    mend: ["Move to a newer Kratos: https://www.ory.com/docs/ecosystem/upgrading"],
  });
}

function noAccess({ product }: Ory): Finding {
  const says =
    "No admin access is configured: staying signed in is not offered, and the first proof of an address ends no earlier sign-in";
  if (product === "Ory Kratos") return unchecked("admin", says);
  return doubtful("admin", {
    says,
    notice:
      "Who is active is signed out at the session's end all the same, and Ory takes the app's address from no proxy that it does not know. Whoever signed up with another person's address stays in the account (docs/security.md).",
    mend: [
      "Make an API key (https://console.ory.com, your project, API keys) and set ORY_PROJECT_API_TOKEN to it.",
    ],
  });
}

function refusedUrl(adminUrl: string, answer: Answer | NoAnswer): Problem {
  const notice = "Staying signed in fails, and so does all else that needs admin access.";
  if (answer instanceof NoAnswer) {
    return {
      says: `Ory's admin API can't be reached at ${adminUrl}: ${answer.message}`,
      notice,
      mend: [
        "Set ORY_ADMIN_URL to Kratos's admin API (its own port is 4434), as it is reached from the app.",
      ],
    };
  }
  const isPublic = answer.status >= 300 && answer.status < 400;
  return {
    says: `${adminUrl} is ${isPublic ? "Kratos's public API, not its admin API" : `no admin API of Kratos that takes questions (status ${answer.status})`}`,
    notice,
    mend: [
      "Set ORY_ADMIN_URL to Kratos's admin API (its own port is 4434). For Ory Network leave it out and set ORY_PROJECT_API_TOKEN.",
    ],
  };
}

function refusedToken({ product, url }: Ory, answer: Answer | NoAnswer): Problem {
  if (product === "Ory Kratos") {
    return {
      says: `ORY_PROJECT_API_TOKEN is set, and ${url} is a Kratos of your own, which knows no such thing`,
      notice: "Staying signed in fails, and so does all else that needs admin access.",
      mend: ["Remove it and set ORY_ADMIN_URL to Kratos's admin API."],
    };
  }
  return {
    says: `The project refuses ORY_PROJECT_API_TOKEN (${answer instanceof NoAnswer ? answer.message : `status ${answer.status}`})`,
    notice: "Staying signed in fails, and so does all else that needs admin access.",
    mend: [
      "It may have expired, or belong to another project: make a new API key of this one (https://console.ory.com, your project, API keys).",
    ],
  };
}
