import { expect, test } from "vitest";
import { explainLog } from "./kratos-log";

// Output of Ory Kratos v1.3.1, shortened.
const wrongSetting = `
The configuration contains values or keys which are invalid:
session.lifespan: 72hours
                  ^-- does not match pattern "^([0-9]+(ns|us|ms|s|m|h))+$"

time=2026-01-01T00:00:00Z level=error msg=Unable to instantiate configuration. audience=application error=map[message:I[#/session] S[#/properties/session] validation failed
  I[#/session/lifespan] S[#/properties/session/properties/lifespan/pattern] does not match pattern "^([0-9]+(ns|us|ms|s|m|h))+$"] service_name=Ory Kratos
Error: I[#/session] S[#/properties/session] validation failed
  I[#/session/lifespan] S[#/properties/session/properties/lifespan/pattern] does not match pattern "^([0-9]+(ns|us|ms|s|m|h))+$"
  I[#/session] S[#/properties/session/additionalProperties] additionalProperties "foo" not allowed
Usage:
  kratos serve [flags]

Flags:
  -c, --config strings   Path to one or more .json, .yaml, .yml, .toml config files.
`;

test("of a wrong setting, only its name and what is wrong are left", () => {
  expect(explainLog(wrongSetting)).toBe(
    'session.lifespan: does not match pattern "^([0-9]+(ns|us|ms|s|m|h))+$"\n' +
      'session: additionalProperties "foo" not allowed',
  );
});

test("a file that is no YAML is said as Kratos says it", () => {
  expect(explainLog("Error: yaml: line 1: did not find expected node content\nUsage:\n")).toBe(
    "yaml: line 1: did not find expected node content",
  );
});

test("otherwise the last lines are shown, each cut to a readable length", () => {
  const log = Array.from({ length: 40 }, (_, index) => `line ${index} ${"x".repeat(500)}`);
  const shown = explainLog(log.join("\n\n")).split("\n");
  expect(shown).toHaveLength(15);
  expect(shown.at(-1)).toMatch(/^line 39 /);
  expect(Math.max(...shown.map((line) => line.length))).toBeLessThanOrEqual(301);
});
