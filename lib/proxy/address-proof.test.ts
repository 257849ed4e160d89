import { expect, it } from "vitest";
import { allowVerification } from "./address-proof";

it.each([
  ["/self-service/registration", "/auth/verification?flow=a-1", "verification_flow=a-1;"],
  [
    "/self-service/login",
    "https://app.example.com/auth/verification?flow=b&x=1",
    "verification_flow=b;",
  ],
  ["/self-service/login", "/auth/login?flow=a", undefined],
  // A mailed link leads there too, in any browser.
  ["/self-service/verification", "/auth/verification?flow=a", undefined],
])("after %s that leads to %s, allows %s", (pathname, location, cookie) => {
  const allowed = allowVerification(pathname, location);
  expect(allowed?.slice(0, cookie?.length)).toBe(cookie);
});
