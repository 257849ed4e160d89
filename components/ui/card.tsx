import type { ReactNode } from "react";

interface CardProps {
  title: string;
  description?: ReactNode;
  id?: string;
  /** Stands at the end of the title's line. */
  aside?: ReactNode;
  /** Whether the title stands beside the content, where there is room: for pages that are a list. */
  split?: boolean;
  children: ReactNode;
}

/** A titled part of a page. */
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

/** The heading of a page, with a line below it that says what the page is for. */
export function PageHeading({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="mb-8 sm:mb-10">
      <h1 className="text-2xl break-words">{title}</h1>
      {children && <p className="text-muted mt-2 max-w-prose">{children}</p>}
    </div>
  );
}
