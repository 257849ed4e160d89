import type { ReactNode } from "react";

interface CardProps {
  title: string;
  description?: ReactNode;
  id?: string;
  children: ReactNode;
}

/** A titled part of a page. */
export function Card({ title, description, id, children }: CardProps) {
  return (
    <section
      id={id}
      aria-label={title}
      className="border-line bg-surface rounded-card border p-5 sm:p-6"
    >
      <h2 className="font-semibold tracking-tight">{title}</h2>
      {description && <p className="text-muted mt-1 text-sm">{description}</p>}
      <div className="mt-4">{children}</div>
    </section>
  );
}

/** The heading of a page, with a line below it that says what the page is for. */
export function PageHeading({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="mb-8">
      <h1 className="text-2xl font-semibold tracking-tight break-words sm:text-3xl">{title}</h1>
      {children && <p className="text-muted mt-2 max-w-prose">{children}</p>}
    </div>
  );
}
