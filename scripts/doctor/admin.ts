import { z } from "zod";
import { type AdminApi, askAdmin } from "../local/admin-api";
import { type Answer, isOryError, NoAnswer } from "../local/ask";
import { isSupported } from "../local/kratos-version";
import type { Setup } from "../local/setup";
import { type Finding, doubtful, right, unchecked, wrong } from "./finding";
import type { Ory } from "./ory";

/** Asks for an account that doesn't exist, which changes and discloses nothing. */
export async function tryAdmin(api: AdminApi): Promise<Answer | NoAnswer> {
  try {
    return await askAdmin(api, "/identities/00000000-0000-0000-0000-000000000000");
  } catch (error) {
    if (error instanceof NoAnswer) return error;
    throw error;
  }
}

/** Returns true if the response comes from an admin API that accepted the request. */
export function isAdmin(answer: Answer | NoAnswer): boolean {
  return !(answer instanceof NoAnswer) && answer.status === 404 && isOryError(answer);
}

/** Checks the configured admin access, and returns it if it works. */
export async function findAdmin(
  ory: Ory,
  { admin, adminUrl }: Setup,
): Promise<{ admin: AdminApi | undefined; findings: Finding[] }> {
  if (admin === undefined) return { admin, findings: [noAccess(ory)] };
  const answer = await tryAdmin(admin);
  if (isAdmin(answer)) {
    const taken = right("admin", "The project takes ORY_PROJECT_API_TOKEN");
    return { admin, findings: [adminUrl === undefined ? taken : await versionFinding(admin)] };
  }
  const refused = adminUrl === undefined ? refusedToken(ory, answer) : refusedUrl(adminUrl, answer);
  return { admin: undefined, findings: [refused] };
}

const versionSchema = z.object({ version: z.string() });

async function versionFinding(admin: AdminApi): Promise<Finding> {
  const { json } = await askAdmin(admin, "/version");
  const version = versionSchema.safeParse(json).data?.version ?? "";
  if (isSupported(version)) {
    return right("admin", `The admin API answers at ${admin.url}: Ory Kratos ${version}`);
  }
  return doubtful("admin")`
    Ory Kratos ${version} is older than v1.3.1, the oldest that this app is tested with
    Passkeys and codes may not work as the pages expect.
    Move to a newer Kratos: https://www.ory.com/docs/ecosystem/upgrading`;
}

function noAccess({ product }: Ory): Finding {
  const says =
    "No admin access is configured: staying signed in is not offered, and the first proof of an address ends no earlier sign-in";
  if (product === "Ory Kratos") return unchecked("admin", says);
  return doubtful("admin")`
    ${says}
    Who is active is signed out at the session's end all the same, and Ory takes the app's address from no proxy that it does not know. Whoever signed up with another person's address stays in the account (docs/security.md).
    Make an API key (https://console.ory.com, your project, API keys) and set ORY_PROJECT_API_TOKEN to it.`;
}

const fails = (says: string, mend: string) => wrong("admin")`
  ${says}
  Staying signed in fails, and so does all else that needs admin access.
  ${mend}`;

function refusedUrl(adminUrl: string, answer: Answer | NoAnswer): Finding {
  const set = "Set ORY_ADMIN_URL to Kratos's admin API (its own port is 4434)";
  if (answer instanceof NoAnswer) {
    const says = `Ory's admin API can't be reached at ${adminUrl}: ${answer.message}`;
    return fails(says, `${set}, as it is reached from the app.`);
  }
  const isPublic = answer.status >= 300 && answer.status < 400;
  return fails(
    `${adminUrl} is ${isPublic ? "Kratos's public API, not its admin API" : `no admin API of Kratos that takes questions (status ${answer.status})`}`,
    `${set}. For Ory Network leave it out and set ORY_PROJECT_API_TOKEN.`,
  );
}

function refusedToken({ product, url }: Ory, answer: Answer | NoAnswer): Finding {
  if (product === "Ory Kratos") {
    const says = `ORY_PROJECT_API_TOKEN is set, and ${url} is a Kratos of your own, which knows no such thing`;
    return fails(says, "Remove it and set ORY_ADMIN_URL to Kratos's admin API.");
  }
  const why = answer instanceof NoAnswer ? answer.message : `status ${answer.status}`;
  return fails(
    `The project refuses ORY_PROJECT_API_TOKEN (${why})`,
    "It may have expired, or belong to another project: make a new API key of this one (https://console.ory.com, your project, API keys).",
  );
}
