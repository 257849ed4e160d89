import type { ReactNode } from "react";

interface CardProps {
  title: string;
  description?: ReactNode;
  id?: string;
  aside?: ReactNode;
  /** Puts the title beside the content on wide screens. */
  split?: boolean;
  children: ReactNode;
}

export function Card({ title, description, id, aside, split = false, children }: CardProps) {
  return (
    <section
      id={id}
      aria-label={title}
      className={`card scroll-mt-4 p-5 sm:p-7 ${split ? "grid gap-x-10 gap-y-5 md:grid-cols-[15rem_minmax(0,1fr)]" : ""}`}
    >
      <div className={`flex flex-wrap items-start gap-4 ${split ? "" : "mb-5"}`}>
        <div className="min-w-0 flex-1">
          <h2 className="text-lg">{title}</h2>
          {description && <p className="text-muted mt-1 text-sm">{description}</p>}
        </div>
        {aside}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}

export function PageHeading({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="mb-8 sm:mb-10">
      <h1 className="text-2xl break-words">{title}</h1>
      {children && <p className="text-muted mt-2 max-w-prose">{children}</p>}
    </div>
  );
}
