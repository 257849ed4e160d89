import "server-only";
import { z } from "zod";
import { withTimeout } from "../ory/client";
import { oryAdmin } from "../ory/admin";
import { roleOf } from "../session/roles";
import { timestamp } from "../session/schema";
import { fullName, readTraits } from "../session/traits";

const pageSize = 50;

/** Only what `/admin` shows. */
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
    createdAt: identity.created_at,
  }));

type PeopleResult =
  /** `next` is the token of the next page, undefined on the last one. */
  | { outcome: "found"; people: z.infer<typeof person>[]; next: string | undefined }
  | { outcome: "no_such_page" }
  | { outcome: "unavailable" };

/** Returns a page of the people who have an account, in Ory's order. Never throws. */
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

/** Reads a `Link` header (RFC 8288), whose URLs are relative to Ory's. */
function nextPage(link: unknown): string | undefined {
  const [, address] = /<([^<>]*)>;\s*rel="next"/.exec(String(link)) ?? [];
  if (address === undefined) return undefined;
  return new URL(address, "http://localhost").searchParams.get("page_token") ?? undefined;
}
