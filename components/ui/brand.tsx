import { siteName } from "@/lib/words/site";
import { Logo } from "./logo";

export function Brand() {
  return (
    <a href="/" className="flex items-center gap-2.5 font-semibold tracking-tight">
      <Logo />
      {siteName}
    </a>
  );
}
