import "server-only";
import { z } from "zod";
import { withTimeout } from "../ory/client";
import { oryAdmin } from "../ory/admin";
import { roleOf } from "../session/roles";
import { timestamp } from "../session/schema";
import { fullName, readTraits } from "../session/traits";

/** How many people a page shows. */
const pageSize = 50;

/** What `/admin` shows of somebody, and no more. */
const person = z
  .object({
    id: z.string(),
    traits: z.unknown().optional(),
    metadata_public: z.unknown().optional(),
    created_at: timestamp.optional(),
  })
  .transform((identity) => ({
    id: identity.id,
    name: fullName(readTraits(identity.traits)),
    email: readTraits(identity.traits).email,
    role: roleOf(identity),
    /** ISO 8601. */
    createdAt: identity.created_at,
  }));

type PeopleResult =
  /** `next` is the token of the following page; absent on the last one. */
  | { outcome: "found"; people: z.infer<typeof person>[]; next: string | undefined }
  /** The token is none of Ory's. */
  | { outcome: "no_such_page" }
  /** Ory could not be asked, or there is no admin access. */
  | { outcome: "unavailable" };

/**
 * Returns the people who have an account, a page of them, in Ory's order. Never throws.
 *
 * @see https://www.ory.com/docs/reference/api#tag/identity/operation/listIdentities
 */
export async function listPeople(pageToken?: string): Promise<PeopleResult> {
  try {
    const options = { ...withTimeout(), validateStatus: () => true };
    const answer = await oryAdmin()?.listIdentities({ pageSize, pageToken }, options);
    if (answer?.status === 400) return { outcome: "no_such_page" };
    const people = z.array(person).parse(answer?.status === 200 ? answer.data : undefined);
    return { outcome: "found", people, next: nextPage(answer?.headers.link) };
  } catch (error) {
    console.error(`Ory does not list the identities: ${String(error)}`);
    return { outcome: "unavailable" };
  }
}

/** The token in a `Link` header (RFC 8288) whose addresses are relative to Ory's. */
function nextPage(link: unknown): string | undefined {
  const [, address] = /<([^<>]*)>;\s*rel="next"/.exec(String(link)) ?? [];
  if (address === undefined) return undefined;
  return new URL(address, "http://localhost").searchParams.get("page_token") ?? undefined;
}
