import type { ReactNode } from "react";
import { Brand } from "./brand";

interface AuthCardProps {
  title: string;
  description?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
}

/** The frame of the sign-in pages and other standalone pages. */
export function AuthCard({ title, description, children, footer }: AuthCardProps) {
  return (
    <main className="mx-auto flex w-full max-w-md flex-1 flex-col justify-center px-4 py-10">
      {/* Nothing is painted until the page is complete: the centered card would move. */}
      <link rel="expect" href="#page-end" blocking="render" />
      <div className="mb-7 self-center">
        <Brand />
      </div>
      <div className="card p-6 sm:p-8">
        <h1 className="text-xl">{title}</h1>
        {description && <p className="text-muted mt-2 text-sm">{description}</p>}
        <div className="mt-6">{children}</div>
      </div>
      {footer && (
        <div className="text-muted mt-6 grid justify-items-center gap-2 text-sm">{footer}</div>
      )}
    </main>
  );
}
