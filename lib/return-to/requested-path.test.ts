import { expect, it } from "vitest";
import { requestedPathOf } from "./requested-path";

it.each([
  ["/settings?sort=-issued_at&_rsc=x1-2", "/settings?sort=-issued_at"],
  ["/profile?_rsc=x1", "/profile"],
  ["/profile?_rsc", "/profile"],
  ["/profile?_rsc=x1&a=%2F", "/profile?a=%2F"],
  ["/profile?a_rsc=1", "/profile?a_rsc=1"],
  [
    "/profile?q=a%20b&flag&t=12:30&n=%e9&a=1&b=2&a=3",
    "/profile?q=a%20b&flag&t=12:30&n=%e9&a=1&b=2&a=3",
  ],
  ["/profile?", "/profile?"],
  ["/profile", "/profile"],
  ["/a?b?_rsc=1", "/a?b?_rsc=1"],
])("%s was asked for as %s", (url, asked) => {
  expect(requestedPathOf(url)).toBe(asked);
});
