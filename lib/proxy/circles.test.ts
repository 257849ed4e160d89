import { expect, it } from "vitest";
import { inCircles } from "./circles";

const origin = "http://localhost:3000";

/** Follows Ory's redirect at the start of a sign-in, with the previous cookie. */
function follow(
  location: string,
  cookie: string | undefined,
  pathname = "/self-service/login/browser",
) {
  return inCircles(location, {
    method: "GET",
    pathname,
    query: new URLSearchParams(),
    fields: undefined,
    origin,
    cookie: cookie?.split(";", 1)[0] ?? null,
    oryCookies: "",
    signsIn: false,
  });
}

it("leads to a page that explains at the third time", () => {
  const first = follow("/dashboard?a", undefined);
  const second = follow("/dashboard?a", first.cookie);
  expect([first.location, second.location]).toEqual(["/dashboard?a", "/dashboard?a"]);
  expect(follow("/dashboard?a", second.cookie).location).toBe(
    "/auth/error?reason=circle&return_to=%2Fdashboard%3Fa",
  );
});

it("counts each address for itself", () => {
  let cookie: string | undefined;
  for (const address of ["/dashboard", "/profile", "/dashboard", "/profile"]) {
    const next = follow(address, cookie);
    expect(next.location).toBe(address);
    cookie = next.cookie;
  }
});

it("counts no flow that begins, no step of one, and no other site", () => {
  expect(follow("/auth/login?flow=1", undefined)).toEqual({ location: "/auth/login?flow=1" });
  expect(follow("/dashboard", undefined, "/self-service/login")).toEqual({
    location: "/dashboard",
  });
  expect(follow("https://app.example/", undefined)).toEqual({ location: "https://app.example/" });
});
