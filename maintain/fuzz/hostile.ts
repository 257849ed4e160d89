import fc from "fast-check";
import { hostileReturnTos } from "../../scripts/test/return-to-corpus";

export const site = "http://localhost:3000";
export const partner = "https://partner.example";
export const evil = "evil.example";

const fragments = [
  ...[
    "/",
    "\\",
    "@",
    ":",
    "?",
    "#",
    ".",
    "%",
    ";",
    "&",
    "=",
    " ",
    "\t",
    "\n",
    "\r",
    "\0",
    ",",
    '"',
  ],
  ...["//", "/../", "/./", "%2f", "%5c", "%2e", "%00", "%0a", "%25", "%252f", "%c0%af", "%40"],
  ...["http://", "https://", "javascript:", "data:", evil, site, partner, "localhost:3000"],
  ...["/auth", "/login", "/self-service", "/ui", "/unavailable", "/dashboard", "/settings"],
  ...["\uff0f", "\uff3c", "\u2028", "\u202e", "\u200b", "\ufeff", "\ud800", "\u00e9", "\u{1f600}"],
  ...["return_to=", "aal=", "refresh=", "flow=", "__proto__", "constructor", "\u001b[31m"],
  ...["ory_session_a=", "ory_kratos_session=", "csrf_token_a=", "session_token=", "; "],
];

/** Text like an attacker's: what our code looks for, in unexpected places. */
export const hostile = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...fragments) },
      { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 8 }) },
      { weight: 2, arbitrary: fc.string({ maxLength: 8 }) },
    ),
    { maxLength: 16 },
  )
  .map((parts) => parts.join(""));

/** A `return_to`: a slightly damaged one from the corpus, or hostile text. */
export const hostileReturnTo = fc.oneof(
  hostile,
  fc.tuple(fc.constantFrom("/", `${site}/`, `${partner}/`, ""), hostile).map((two) => two.join("")),
  fc.tuple(fc.constantFrom(...hostileReturnTos), fc.nat(), hostile).map(([{ value }, at, text]) => {
    const place = at % (value.length + 1);
    return value.slice(0, place) + text.slice(0, 4) + value.slice(place);
  }),
);

/** Possible header values after Node.js parsed them: no control characters. */
export const headerValue = hostile.map((text) =>
  text.replace(/[^\t\x20-\x7e\x80-\xff]/g, "").trim(),
);

/** A word that represents a secret and occurs in no other text. */
export const secret = fc
  .string({
    unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz0123456789".split("")),
    minLength: 20,
    maxLength: 40,
  })
  .map((text) => `s3cr3t${text}`);

/** Returns a URL in all its readings: as is, decoded up to three times, backslashes as slashes. */
export function readings(address: string): string[] {
  const found = [address];
  let reading = address;
  for (let round = 0; round < 3; round++) {
    reading = reading.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(parseInt(hex, 16)),
    );
    const [path = "", query] = reading.split(/\?(.*)/s);
    const slashed = path.replace(/\\/g, "/") + (query === undefined ? "" : `?${query}`);
    found.push(reading, slashed, slashed.replace(/\p{Cc}/gu, ""));
  }
  return found;
}

/** Returns true if every reading of a URL, relative to any page, is on one of the origins. */
export function staysOn(address: string, ...origins: string[]): boolean {
  return readings(address).every((reading) =>
    [`${site}/auth/login`, `${site}/a/b/c/?d`].every(
      (base) => URL.canParse(reading, base) && origins.includes(new URL(reading, base).origin),
    ),
  );
}

/** Returns text encoded for a query. Lone surrogates are replaced. */
export function encoded(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}
