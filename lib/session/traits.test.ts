import { describe, expect, it } from "vitest";
import { accountName, displayName, readTraits } from "./traits";

describe("readTraits", () => {
  it("returns what the identity schema describes, and nothing beyond it", () => {
    expect(
      readTraits({
        email: "ada@example.com",
        name: { first: "Ada", last: "L", nick: "x" },
        age: 3,
      }),
    ).toEqual({ email: "ada@example.com", name: { first: "Ada", last: "L" } });
  });

  it("does without a name", () => {
    expect(readTraits({ email: "ada@example.com" })).toEqual({ email: "ada@example.com" });
  });

  it.each(["root@localhost", '"ada l"@example.com', "jürgen@bücher.example"])(
    "keeps the unusual address %s, which Ory has accepted",
    (email) => {
      expect(readTraits({ email })).toEqual({ email });
    },
  );

  it("leaves out the field that does not match and keeps the other", () => {
    const name = { first: "Ada" };
    expect(readTraits({ email: 7, name })).toEqual({ name });
    expect(readTraits({ email: null, name })).toEqual({ name });
    expect(readTraits({ name })).toEqual({ name });
    expect(readTraits({ email: "a@b.example", name: "Ada" })).toEqual({ email: "a@b.example" });
    expect(readTraits({ email: "a@b.example", name: null })).toEqual({ email: "a@b.example" });
    expect(readTraits({ email: "a@b.example", name: { first: 1 } })).toEqual({
      email: "a@b.example",
    });
  });

  it.each([undefined, null, "", "traits", 0, true, [], ["a@b.example"], {}, { __proto__: null }])(
    "returns no traits for %j",
    (traits) => {
      expect(readTraits(traits)).toEqual({});
    },
  );
});

describe("displayName", () => {
  const email = "ada@example.com";

  it.each([
    ["the full name", { email, name: { first: "Ada", last: "Lovelace" } }, "Ada Lovelace"],
    ["the first name alone", { email, name: { first: "Ada" } }, "Ada"],
    ["the last name alone", { email, name: { last: "Lovelace" } }, "Lovelace"],
    ["the address where the name is empty", { email, name: { first: "", last: "" } }, email],
    ["the address where the name is blank", { email, name: { first: " ", last: "  " } }, email],
    ["the address where there is no name", { email }, email],
    ["the user name where there is no address", { username: "ada" }, "ada"],
    ["the number where there is nothing else", { phone: "+12025550123" }, "+12025550123"],
    ["a text of the schema's own", { age: 36, login: "ada" }, "ada"],
    ["the id where there is nothing", {}, "some-id"],
  ])("is %s", (_, traits, name) => {
    expect(displayName({ id: "some-id", traits })).toBe(name);
  });
});

describe("accountName", () => {
  it("is what the person signs in with, not their name", () => {
    const traits = { name: { first: "Ada" }, username: "ada" };
    expect(accountName({ id: "some-id", traits })).toBe("ada");
  });
});
