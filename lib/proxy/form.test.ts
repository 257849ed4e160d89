import { expect, it } from "vitest";
import { formFields, tidyCodes } from "./form";

it.each([" 123456", "123 456", "123-456", "123456\n", "１２３４５６", "123\u200b456", "123–456"])(
  "takes a code as it was pasted: %j",
  (code) => {
    const fields = new URLSearchParams({ code, other: " 1 2" });
    expect(tidyCodes(fields)).toBe(true);
    expect(Object.fromEntries(fields)).toEqual({ code: "123456", other: " 1 2" });
  },
);

it("leaves a form as it came where there is nothing to tidy", () => {
  expect(tidyCodes(new URLSearchParams({ code: "123456", password: "a b-c" }))).toBe(false);
});

it("reads forms, and nothing else", () => {
  const body = new TextEncoder().encode("a=b").buffer;
  expect(formFields("application/x-www-form-urlencoded; charset=utf-8", body)?.get("a")).toBe("b");
  expect(formFields("application/json", body)).toBeUndefined();
  expect(formFields(null, body)).toBeUndefined();
});
