import type { ReactNode } from "react";
import { siteName } from "@/lib/site";
import { Logo } from "./logo";

interface AuthCardProps {
  title: string;
  description?: ReactNode;
  children: ReactNode;
  /** Below the card: the other ways on. */
  footer?: ReactNode;
}

/** The frame of the sign-in pages, and of others that stand alone. */
export function AuthCard({ title, description, children, footer }: AuthCardProps) {
  return (
    <main className="mx-auto flex w-full max-w-md flex-1 flex-col justify-center px-4 py-10">
      {/* No Link: these pages stay light. */}
      <a
        href="/"
        className="mb-6 flex items-center gap-2.5 self-center font-semibold tracking-tight"
      >
        <Logo />
        {siteName}
      </a>
      <div className="border-line bg-surface rounded-card border p-6 shadow-xs sm:p-8">
        <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
        {description && <p className="text-muted mt-1.5 text-sm">{description}</p>}
        <div className="mt-6">{children}</div>
      </div>
      {footer && (
        <div className="text-muted mt-5 grid justify-items-center gap-2 text-sm">{footer}</div>
      )}
    </main>
  );
}
