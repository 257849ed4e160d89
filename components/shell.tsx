import type { ReactNode } from "react";
import type { SessionClaims } from "@/lib/claims";
import { siteName } from "@/lib/site";
import { readTraits } from "@/lib/traits";
import { Logo } from "./logo";
import { NavLink } from "./nav-link";
import { SessionWatch } from "./session-watch";
import { watchedSession } from "@/lib/watched-session";
import { SignOutButton } from "./sign-out-button";

interface ShellProps {
  children: ReactNode;
  /** Who is signed in; without it the header offers to. */
  session: SessionClaims | undefined;
  /** Whether it is known that nobody is signed in. Without a session an outage may be the reason. */
  signedOut?: boolean;
}

/** The frame of every page but the sign-in ones: header, content, footer. */
export function Shell({ children, session, signedOut = false }: ShellProps) {
  return (
    <>
      <header className="border-line bg-surface border-b">
        <div className="mx-auto flex max-w-5xl flex-wrap items-center gap-x-6 gap-y-2 px-4 py-3 sm:px-6">
          <a href="/" className="flex items-center gap-2.5 font-semibold tracking-tight">
            <Logo />
            {siteName}
          </a>
          {session && (
            <nav aria-label="Main" className="order-last flex w-full gap-1 sm:order-none sm:w-auto">
              <NavLink href="/dashboard">Dashboard</NavLink>
              <NavLink href="/profile">Profile</NavLink>
              <NavLink href="/settings">Settings</NavLink>
            </nav>
          )}
          <div className="ms-auto flex items-center gap-2">
            {session ? (
              <>
                <span className="text-muted hidden max-w-56 truncate text-sm md:inline">
                  {readTraits(session.identity.traits).email}
                </span>
                <SignOutButton />
              </>
            ) : (
              <>
                <a href="/auth/login" className="button button-quiet">
                  Sign in
                </a>
                <a href="/auth/registration" className="button button-primary">
                  Sign up
                </a>
              </>
            )}
          </div>
        </div>
      </header>
      {(session ?? signedOut) && <SessionWatch session={session && watchedSession(session)} />}
      <main className="mx-auto w-full max-w-5xl flex-1 px-4 py-8 sm:px-6 sm:py-12">{children}</main>
      <footer className="border-line text-muted border-t text-sm">
        <div className="mx-auto flex max-w-5xl flex-wrap gap-x-6 gap-y-2 px-4 py-6 sm:px-6">
          <p>Sessions by Ory, pages by Next.js.</p>
          <a
            className="link ms-auto"
            href="https://www.ory.com/docs/kratos/session-management/overview"
          >
            About Ory sessions
          </a>
        </div>
      </footer>
    </>
  );
}
