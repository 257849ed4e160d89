import { requireSession } from "./lib/session";
import { readTraits } from "./lib/traits";

export async function viewerEmail(): Promise<string> {
  return readTraits((await requireSession()).identity.traits).email ?? "";
}
