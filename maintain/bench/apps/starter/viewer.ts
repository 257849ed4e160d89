import { requireClaims } from "./lib/claims";
import { readTraits } from "./lib/traits";

export async function viewerEmail(): Promise<string> {
  return readTraits((await requireClaims()).identity.traits).email ?? "";
}
