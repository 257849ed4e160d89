import "server-only";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import { withTimeout } from "./client";
import { env } from "../server/env";

const answer = z.array(z.object({ id: z.string(), schema: z.unknown() }));
type IdentitySchemas = z.infer<typeof answer>;

/** Schema changes take effect within a minute. */
const cache = new LRUCache<string, IdentitySchemas>({ max: 1, ttl: 60_000 });

/** Returns Ory's identity schemas, or none in an outage. `anew` skips the cache. */
export async function identitySchemas(when?: "anew"): Promise<IdentitySchemas> {
  const url = `${env().orySdkUrl}/schemas`;
  const known = when ? undefined : cache.get(url);
  if (known) return known;
  try {
    const response = await fetch(url, { ...withTimeout(), cache: "no-store" });
    const schemas = answer.parse(await response.json());
    cache.set(url, schemas);
    return schemas;
  } catch (error) {
    console.error(
      "Ory's identity schemas can't be read, so forms show traits as plain text:",
      error,
    );
    return [];
  }
}
