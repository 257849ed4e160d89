import type { ReactNode } from "react";

export function Properties({ items }: { items: readonly [name: string, value: ReactNode][] }) {
  return (
    <dl className="divide-line -my-2.5 divide-y text-sm">
      {items.map(([name, value]) => (
        <div key={name} className="grid gap-x-4 gap-y-0.5 py-2.5 sm:grid-cols-[9rem_1fr]">
          <dt className="text-muted min-w-0 break-words">{name}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
