import type { SearchParams } from "@/lib/flows/flows";
import { single } from "@/lib/flows/flows";
import { flowPage, type FlowType, kept } from "@/lib/flows/page";
import { noCookies as words } from "@/lib/words";
import { AuthCard } from "../ui/auth-card";

interface NoCookiesProps {
  type: FlowType;
  searchParams: Promise<SearchParams>;
}

/** Shown to browsers that send no cookies: without them nobody can sign in. */
export async function NoCookies({ type, searchParams }: NoCookiesProps) {
  const parameters = await searchParams;
  return (
    <AuthCard title={words.heading} description={words.lead}>
      <a
        href={flowPage(
          type,
          kept((name) => single(parameters[name])),
        )}
        className="button button-primary w-full"
      >
        {words.again}
      </a>
    </AuthCard>
  );
}
