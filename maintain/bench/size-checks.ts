import { protectedPages, type SizeReport, signInPages } from "./size-report";

export interface Check {
  what: string;
  /** The measured value and its limit. */
  found: string;
  passed: boolean;
}

const kilobyte = 1024;

/** Returns the checks of page and bundle sizes against those without authentication. */
export function sizeChecks({ bare, bench, pages, edge }: SizeReport): Check[] {
  const script = (address: string, mostKb: number) => {
    const more = (pages[address]?.script.gzip ?? NaN) - bare.script.gzip;
    return most(`script of ${address}`, more / kilobyte, mostKb, "KB (gzip) more than bare");
  };
  const bundle = percentMore(edge.checkout ?? NaN, edge["empty-instrumentation"] ?? NaN);
  return [
    ...signInPages.map((address) => script(address, 10)),
    ...protectedPages.map((address) => script(address, 4)),
    most(
      "document that shows the same",
      percentMore(bench.document.gzip, bare.document.gzip),
      5,
      "% (gzip) more than bare",
    ),
    most(
      "Edge bundle of the middleware",
      bundle,
      5,
      "% more than an empty one, both with instrumentation.ts",
    ),
  ];
}

function most(what: string, value: number, limit: number, unit: string): Check {
  // NaN fails here, so a missing measurement isn't a success.
  return { what, found: `${value.toFixed(1)} of at most ${limit} ${unit}`, passed: value <= limit };
}

function percentMore(one: number, other: number): number {
  return (one / other - 1) * 100;
}
