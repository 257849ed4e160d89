// The words of the site. Another language: translate each `*en.ts` into a file beside it (say
// `export const login: typeof en.login = …` and the compiler tells what is missing), name that file
// here and in lib/words/site.ts, and give Ory's mails in ory/mails/ the same treatment.
export * from "./en";
export { lookUp } from "./look-up";
