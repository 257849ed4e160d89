import { shell } from "@/lib/words";

/** The main navigation of signed-in pages, in this order. */
export const navigation = [
  { href: "/dashboard", label: shell.pages.dashboard },
  { href: "/profile", label: shell.pages.profile },
  { href: "/settings", label: shell.pages.settings },
];
