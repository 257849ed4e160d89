/**
 * The brand, in four places: the name here, the colours, type and radii in `app/theme.css`, the mark
 * in `components/ui/logo.tsx` (and `app/icon.svg`), and, for what Ory itself shows,
 * `ory/mails/` and the names in `ory/kratos.yml`.
 */
export const siteName = "Ory Next.js Starter";

/** The language of `lib/words/index.ts`, as browsers and `Intl` call it. */
export const language = "en";
