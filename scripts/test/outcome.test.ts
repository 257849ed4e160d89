import { expect, test } from "vitest";
import { testedOn } from "./outcome";

test("a run says its Kratos version, and names the reference where that is another", () => {
  expect(testedOn("v2.0.0", "v2.0.0")).toBe("Ran on Ory Kratos v2.0.0, the reference version.");
  expect(testedOn("v1.3.1", "v2.0.0")).toBe(
    "Ran on Ory Kratos v1.3.1. The reference is v2.0.0: set KRATOS_BIN to run on it too.",
  );
});
