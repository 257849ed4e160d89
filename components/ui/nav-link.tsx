"use client";

import { usePathname, useRouter } from "next/navigation";
import { type MouseEvent, useTransition } from "react";

/** Shows which page is current or loading. No prefetch: docs/decisions/0009-no-next-link.md. */
export function NavLink({ href, children }: { href: string; children: string }) {
  const router = useRouter();
  const pathname = usePathname();
  const [pending, startTransition] = useTransition();
  const current = pathname === href || pathname.startsWith(`${href}/`);

  function follow(event: MouseEvent) {
    // These open a tab or a window, or save the page.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    startTransition(() => {
      router.push(href);
    });
  }

  return (
    <a
      href={href}
      onClick={follow}
      aria-current={current ? "page" : undefined}
      className="text-muted hover:text-ink aria-[current]:bg-sunken aria-[current]:text-ink rounded-control px-3 py-1.5 text-sm font-medium"
    >
      <span className={pending ? "animate-pulse" : undefined}>{children}</span>
    </a>
  );
}
