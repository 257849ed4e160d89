import { requireClaims } from "./lib/token-mode/claims";
import { readTraits } from "./lib/session/traits";

export async function viewerEmail(): Promise<string> {
  return readTraits((await requireClaims()).identity.traits).email ?? "";
}
