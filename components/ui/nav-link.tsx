"use client";

import { usePathname, useRouter } from "next/navigation";
import { type MouseEvent, useTransition } from "react";

/**
 * A link of the main navigation: marks the current page, and shows that its page is on its way. The
 * session is checked before the first byte, so there is no skeleton page to show meanwhile. What
 * `next/link` adds to this is prefetching, which would cost a session check for each link in sight,
 * and more script than all else on the page.
 */
export function NavLink({ href, children }: { href: string; children: string }) {
  const router = useRouter();
  const pathname = usePathname();
  const [pending, startTransition] = useTransition();
  const current = pathname === href || pathname.startsWith(`${href}/`);

  function follow(event: MouseEvent) {
    // Those open a tab or a window, or save the page.
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
