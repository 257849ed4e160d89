import { siteName } from "@/lib/words/site";
import { Logo } from "./logo";

/** Mark and name, as the link home. */
export function Brand() {
  return (
    <a href="/" className="flex items-center gap-2.5 font-semibold tracking-tight">
      <Logo />
      {siteName}
    </a>
  );
}
