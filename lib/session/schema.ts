import { z } from "zod";

/** ISO 8601, with a time zone. */
export const timestamp = z.iso.datetime({ offset: true });

/** Go writes an empty list as `null`. */
function list<Item extends z.ZodType>(item: Item) {
  return z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);
}

/**
 * The part of Ory's session that this app relies on; what else Ory sends is kept as it came.
 *
 * @see https://www.ory.com/docs/reference/api#tag/frontend/operation/toSession
 */
export const sessionSchema = z.looseObject({
  id: z.string(),
  active: z.boolean(),
  /** When the session was made, ISO 8601. */
  issued_at: timestamp,
  /** When the person last proved who they are, ISO 8601; a refresh moves it. */
  authenticated_at: timestamp,
  /** ISO 8601. */
  expires_at: timestamp,
  /** `aal1` or `aal2`. */
  authenticator_assurance_level: z.string(),
  authentication_methods: list(
    z.looseObject({ method: z.string(), completed_at: timestamp.optional() }),
  ),
  /** Where the session was used from. Who signs in without a `User-Agent` has one that is `null`. */
  devices: list(
    z.looseObject({ user_agent: z.string().nullish(), ip_address: z.string().nullish() }),
  ),
  identity: z.looseObject({
    id: z.string(),
    traits: z.unknown().optional(),
    schema_id: z.string().optional(),
    /** Only Ory's admin API writes it; `lib/session/roles.ts` reads it. */
    metadata_public: z.unknown().optional(),
    created_at: timestamp.optional(),
    verifiable_addresses: list(
      z.looseObject({ value: z.string(), verified: z.boolean(), via: z.string().optional() }),
    ),
  }),
});

export type Session = z.infer<typeof sessionSchema>;

/** The part of a session that a session token carries, and that most pages show. */
export type SessionClaims = Pick<
  Session,
  | "id"
  | "active"
  | "issued_at"
  | "authenticated_at"
  | "expires_at"
  | "authenticator_assurance_level"
  | "authentication_methods"
> & { identity: Pick<Session["identity"], "id" | "traits"> };
