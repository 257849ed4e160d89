import { z } from "zod";
import { expect, test } from "../fixtures/attack";
import { send } from "../fixtures/raw-http";

const lineSchema = z.looseObject({ path: z.string().optional() });

// maintain/fuzz checks that parsing takes linear time.
for (const [what, path, logged] of [
  ["a path of 15,500 letters", `/${"a".repeat(15_500)}`, "/…"],
  [
    "a path of many addresses",
    "/a@example.com,b@example.com;c@example.com",
    "/[address],[address];[address]",
  ],
  ["an encoded address", "/newsletter/ann%40example.com", "/newsletter/[address]"],
] as const) {
  test(`${what} becomes a short line of the log without an address`, async ({ stack }) => {
    const { headers, status } = await send(stack.appUrl, "GET", path);
    expect(status).toBe(404);
    const id = String(headers["x-request-id"]);
    await expect.poll(() => stack.output.filter((line) => line.includes(id)).length).toBe(1);
    const line = stack.output.find((one) => one.includes(id)) ?? "";
    expect(lineSchema.parse(JSON.parse(line)).path).toBe(logged);
  });
}
