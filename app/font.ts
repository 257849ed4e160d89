import localFont from "next/font/local";

/**
 * The brand's typeface, served by this site itself. A first view that it would be late for keeps
 * Arial in the same measure, so that no line moves.
 */
export const font = localFont({
  src: "../node_modules/@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2",
  weight: "400 700",
  display: "optional",
  variable: "--font-brand",
});
