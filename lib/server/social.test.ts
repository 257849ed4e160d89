import { expect, it } from "vitest";
import { socialOrigins } from "./social";

it("knows nobody unless told", () => {
  expect(socialOrigins({})).toEqual([]);
  expect(
    socialOrigins({ GOOGLE_CLIENT_ID: "", OIDC_ISSUER: "", SOCIAL_SIGN_IN_ORIGINS: "" }),
  ).toEqual([]);
});

it("lists the origins of what is switched on, each once and without its path", () => {
  expect(
    socialOrigins({
      GOOGLE_CLIENT_ID: "id",
      GITHUB_CLIENT_ID: "id",
      OIDC_ISSUER: "https://id.example.com/realms/one",
      SOCIAL_SIGN_IN_ORIGINS: "https://appleid.apple.com, https://github.com/",
    }),
  ).toEqual([
    "https://accounts.google.com",
    "https://github.com",
    "https://id.example.com",
    "https://appleid.apple.com",
  ]);
});

it("takes no list with something in it that is no URL", () => {
  expect(() => socialOrigins({ SOCIAL_SIGN_IN_ORIGINS: "*" })).toThrow(TypeError);
});
