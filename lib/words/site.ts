/**
 * The brand is set in four places: the name here, colors, type and radii in `app/theme.css`, the
 * mark in `components/ui/logo.tsx` and `app/icon.svg`, and Ory's mails and names in `ory/mails/`
 * and `ory/kratos.yml`.
 */
export const siteName = "Ory Next.js Starter";

/** The language of `lib/words/index.ts`, as a BCP 47 tag. */
export const language = "en";
