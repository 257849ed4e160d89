import { type Access, accessTo, type Requirement } from "@/lib/session/access";
import type { getClaims } from "@/lib/token-mode";
import { env } from "@/lib/server/env";
import { home as words } from "@/lib/words";

const requirements: Record<keyof typeof words.routes, Requirement> = {
  "/dashboard": "requireClaims",
  "/profile": "requireSession",
  "/settings": "requireSession",
  "/settings/sessions": "requireSession",
  "/profile/export": "requireFreshSession",
  "/dashboard/confidential": "requireAal2",
  "/admin": "requireRole",
  "/dashboard/client": "useSession",
};

const looks: Record<Access, string> = {
  open: "badge-good",
  sign_in: "",
  confirm: "badge-warning",
  second_factor: "badge-warning",
  admins: "",
  unavailable: "",
};

export function AccessMap({ visitor }: { visitor: Awaited<ReturnType<typeof getClaims>> }) {
  const maxAge = env().privilegedSessionMaxAgeSeconds;
  return (
    <ul className="card divide-line divide-y">
      {(Object.keys(requirements) as (keyof typeof requirements)[]).map((path) => {
        const access = accessTo(requirements[path], visitor, maxAge);
        return (
          <li
            key={path}
            className="hover:bg-sunken/50 relative grid gap-x-6 gap-y-1.5 px-5 py-4 sm:grid-cols-[1fr_auto] sm:px-7"
          >
            <div className="min-w-0">
              <a href={path} className="font-mono text-sm font-medium after:absolute after:inset-0">
                {path}
              </a>
              <p className="text-muted mt-0.5 text-sm">{words.routes[path]}</p>
            </div>
            <div className="flex flex-wrap items-center gap-x-4 gap-y-1 sm:flex-col sm:items-end sm:justify-center">
              <span className={`badge ${looks[access]}`}>{words.access[access]}</span>
              <code className="text-muted text-xs">{requirements[path]}</code>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
