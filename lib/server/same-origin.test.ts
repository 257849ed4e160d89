import { expect, it } from "vitest";
import { isSameOrigin } from "./same-origin";

const origins = ["https://app.example", "https://preview.example"];

it.each<Record<string, string>>([
  { origin: "https://app.example" },
  { origin: "https://preview.example", "sec-fetch-site": "same-origin" },
  { "sec-fetch-site": "same-origin" },
  // The referrer policy "no-referrer" makes browsers hide the origin.
  { origin: "null", "sec-fetch-site": "same-origin" },
])("accepts %o", (headers) => {
  expect(isSameOrigin(new Headers(headers), origins)).toBe(true);
});

it.each<Record<string, string>>([
  {},
  { origin: "null" },
  { origin: "" },
  { origin: "https://evil.example" },
  { origin: "https://app.example.evil.example" },
  { origin: "http://app.example" },
  { origin: "https://app.example:8443" },
  { origin: "https://evil.example", "sec-fetch-site": "same-origin" },
  { "sec-fetch-site": "same-site" },
  { "sec-fetch-site": "cross-site" },
  { "sec-fetch-site": "none" },
  { referer: "https://app.example/" },
])("refuses %o", (headers) => {
  expect(isSameOrigin(new Headers(headers), origins)).toBe(false);
});
