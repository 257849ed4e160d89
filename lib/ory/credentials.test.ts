import { expect, it } from "vitest";
import { sessionCredentials } from "./credentials";

const cookie = "ory_session_local=abc";

it.each([
  ["X-Session-Token", { "x-session-token": "tok", cookie }],
  ["Authorization: Bearer", { authorization: "Bearer tok", cookie }],
  ["a bearer scheme in any spelling", { authorization: "bearer  tok", cookie }],
  ["X-Session-Token before a bearer", { "x-session-token": "tok", authorization: "Bearer no" }],
])("takes the session token of %s, and then not the cookie", async (_, headers) => {
  expect(await sessionCredentials(new Headers(headers))).toEqual({ token: "tok" });
});

it("takes an empty explicit token at its word: nobody's", async () => {
  expect(await sessionCredentials(new Headers({ "x-session-token": "", cookie }))).toEqual({
    token: "",
  });
  expect(await sessionCredentials(new Headers({ authorization: "Bearer", cookie }))).toEqual({
    token: "",
  });
});

it("takes Ory's cookies, and only those, where there is no token", async () => {
  const headers = new Headers({ cookie: `theme=dark; ${cookie}`, authorization: "Basic abc" });
  expect(await sessionCredentials(headers)).toEqual({ cookie });
  expect(await sessionCredentials(new Headers())).toEqual({ cookie: "" });
});
