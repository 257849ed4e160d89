import type { ReactNode } from "react";
import { flowPagePath } from "@/lib/return-to/addresses";
import type { SessionClaims } from "@/lib/session/schema";
import { shell } from "@/lib/words";
import { accountName } from "@/lib/session/traits";
import { serverNow } from "@/lib/words/relative-time";
import { watchedSession } from "@/lib/session/watched-session";
import { Brand } from "../ui/brand";
import { NavLink } from "../ui/nav-link";
import { navigation } from "./navigation";
import { SessionWatch } from "./session-watch";
import { SignOutButton } from "./sign-out-button";

interface ShellProps {
  children: ReactNode;
  /** Without a session, the header offers to sign in. */
  session: SessionClaims | undefined;
  /** Whether nobody is signed in for certain. Otherwise an outage may hide the session. */
  signedOut?: boolean;
}

/** The frame of all pages except the sign-in pages. */
export function Shell({ children, session, signedOut = false }: ShellProps) {
  return (
    <>
      <a
        href="#content"
        className="button button-primary sr-only focus:not-sr-only focus:absolute focus:start-4 focus:top-2"
      >
        {shell.skip}
      </a>
      <header className="border-line bg-surface border-b">
        <div className="mx-auto flex max-w-5xl flex-wrap items-center gap-x-6 gap-y-2 px-4 py-3 sm:px-6">
          <Brand />
          {session && (
            <nav
              aria-label={shell.navigation}
              className="order-last -mx-3 flex w-full flex-wrap gap-1 sm:order-none sm:mx-0 sm:w-auto"
            >
              {navigation.map(({ href, label }) => (
                <NavLink key={href} href={href}>
                  {label}
                </NavLink>
              ))}
            </nav>
          )}
          <div className="ms-auto flex items-center gap-2">
            {session ? (
              <>
                <span className="text-muted hidden max-w-52 truncate text-sm lg:inline">
                  {accountName(session.identity)}
                </span>
                <SignOutButton session={session} />
              </>
            ) : (
              <>
                <a href={flowPagePath("login")} className="button button-small button-quiet">
                  {shell.signIn}
                </a>
                <a
                  href={flowPagePath("registration")}
                  className="button button-small button-primary"
                >
                  {shell.signUp}
                </a>
              </>
            )}
          </div>
        </div>
      </header>
      {(session ?? signedOut) && (
        <SessionWatch session={session && watchedSession(session)} at={serverNow()} />
      )}
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-5xl flex-1 px-4 py-8 sm:px-6 sm:py-12"
      >
        {children}
      </main>
    </>
  );
}
