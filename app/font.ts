import localFont from "next/font/local";

/** The brand's typeface, served by this site itself; until it is there, Arial in the same measure. */
export const font = localFont({
  src: "../node_modules/@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2",
  weight: "400 700",
  variable: "--font-brand",
});
