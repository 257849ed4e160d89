import { shell } from "@/lib/words";

export const navigation = [
  { href: "/dashboard", label: shell.pages.dashboard },
  { href: "/profile", label: shell.pages.profile },
  { href: "/settings", label: shell.pages.settings },
];
