import { z } from "zod";

export const timestamp = z.iso.datetime({ offset: true });

/** Go may encode an empty list as `null`. */
function list<Item extends z.ZodType>(item: Item) {
  return z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);
}

/** The part of Ory's session that this app relies on. Other fields are kept. */
export const sessionSchema = z.looseObject({
  id: z.string(),
  active: z.boolean(),
  issued_at: timestamp,
  /** The last sign-in or refresh. */
  authenticated_at: timestamp,
  expires_at: timestamp,
  /** `aal1` or `aal2`. */
  authenticator_assurance_level: z.string(),
  authentication_methods: list(
    z.looseObject({ method: z.string(), completed_at: timestamp.optional() }),
  ),
  /** Where the session was used from. Without a `User-Agent` Ory sends `null`. */
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

/** The part of a session that a session token carries. */
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
