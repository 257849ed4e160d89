// To add a language, translate each `*en.ts` into a file beside it, and name that file here and in
// lib/words/site.ts. Translate Ory's mails in ory/mails/ too.
export * from "./en";
export { lookUp } from "./look-up";
