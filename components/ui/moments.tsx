import type { ReactNode } from "react";

export interface Moment {
  title: string;
  when: "past" | "now" | "next";
  content: ReactNode;
}

/** A timeline of dots. `wide` makes it horizontal where there is room. */
export function Moments({ moments, wide = false }: { moments: Moment[]; wide?: boolean }) {
  return (
    <ol className={wide ? "moments moments-wide mt-8" : "moments"}>
      {moments.map(({ title, when, content }) => (
        <li key={title} className={when} aria-current={when === "now" ? "step" : undefined}>
          <p className="text-sm font-semibold">{title}</p>
          {content}
        </li>
      ))}
    </ol>
  );
}
