// The site's text. To add a language, translate each `*en.ts` into a file beside it (with `export
// const login: typeof en.login = …` the compiler reports missing keys). Then name that file here
// and in lib/words/site.ts, and translate Ory's mails in ory/mails/.
export * from "./en";
export { lookUp } from "./look-up";
