import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Steps } from "./steps";

beforeEach(() => {
  vi.spyOn(console, "log").mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
});

function printed(): string {
  return vi
    .mocked(console.log)
    .mock.calls.map((parts) => parts.join(" "))
    .join("\n");
}

test("the summary names every step in the order of their begin, and which of them failed", async () => {
  const steps = new Steps();
  let endFirst = () => {};
  const first = steps.beside("first", async () => {
    await new Promise<void>((resolve) => (endFirst = resolve));
    return { passed: 3, failed: 0 };
  });
  expect(await steps.beside("second", () => Promise.reject(new Error("no way")))).toBe(false);
  expect(await steps.alone("third", () => Promise.resolve({ passed: 5, failed: 2 }))).toBe(false);
  endFirst();
  expect(await first).toBe(true);
  steps.leaveOut("fourth");

  expect(steps.summary.split("\n")).toEqual([
    expect.stringMatching(/^✓ first +\d+\.\d s$/),
    expect.stringMatching(/^✗ second +\d+\.\d s$/),
    expect.stringMatching(/^✗ third +\d+\.\d s$/),
    "✗ fourth  not run, because of the above",
  ]);
  expect(steps.outcome).toEqual({ passed: 8, failed: 3 });
  expect(printed()).toContain("no way");
});

test("what steps beside each other say is not mixed", async () => {
  const steps = new Steps();
  await Promise.all(
    ["a", "b"].map((name) =>
      steps.beside(name, () =>
        Promise.resolve({ passed: 1, failed: 0, output: `${name} 1\n${name} 2` }),
      ),
    ),
  );
  expect(printed()).toMatch(/── a ─+\na 1\na 2\n✓ a /);
  expect(printed()).toMatch(/── b ─+\nb 1\nb 2\n✓ b /);
});
