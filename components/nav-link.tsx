"use client";

import Link, { useLinkStatus } from "next/link";
import { usePathname } from "next/navigation";

/** A link of the main navigation: marks the current page, and shows that its page is on its way. */
export function NavLink({ href, children }: { href: string; children: string }) {
  const pathname = usePathname();
  const current = pathname === href || pathname.startsWith(`${href}/`);
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={current ? "page" : undefined}
      className="text-muted hover:text-ink aria-[current]:bg-sunken aria-[current]:text-ink rounded-control px-3 py-1.5 text-sm font-medium"
    >
      <Label>{children}</Label>
    </Link>
  );
}

// The session is checked before the first byte, so there is no skeleton page to show meanwhile.
function Label({ children }: { children: string }) {
  const { pending } = useLinkStatus();
  return <span className={pending ? "animate-pulse" : undefined}>{children}</span>;
}
