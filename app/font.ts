import localFont from "next/font/local";

/** `optional` never swaps in a late font: the first view keeps Arial with the same metrics. */
export const font = localFont({
  src: "../node_modules/@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2",
  weight: "400 700",
  display: "optional",
  variable: "--font-brand",
});
