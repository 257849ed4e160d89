// The brand: the name here, `app/theme.css`, `components/ui/logo.tsx` and `app/icon.svg`, and for
// what Ory shows `ory/mails/` and the names in `ory/kratos.yml`.
export const siteName = "Ory Next.js Starter";

/** The language of `lib/words/index.ts`, as a BCP 47 tag. */
export const language = "en";
