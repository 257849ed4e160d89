import { createAccount, signIn } from "./fixtures/people";
import { send } from "./fixtures/raw-http";
import { expect, test } from "./fixtures/test";

const document = { accept: "text/html" };

test("a page asked for as 127.0.0.1 is redirected to the configured name", async ({ stack }) => {
  const { port } = new URL(stack.appUrl);
  const host = `127.0.0.1:${port}`;
  for (const path of ["/dashboard?q=a%20b&flag", "/self-service/login/browser?return_to=%2F"]) {
    const answer = await send(stack.appUrl, "GET", path, { ...document, host });
    expect([answer.status, answer.headers.location]).toEqual([307, stack.appUrl + path]);
  }
});

test("signing in leads back to an address byte for byte", async ({ page, stack }) => {
  const person = await createAccount(stack);
  const address = "/profile?q=a%20b&flag&t=12:30&a=1&b=2&a=3";
  const answer = await send(stack.appUrl, "GET", address, document);
  const login = new URL(answer.headers.location ?? "", stack.appUrl);
  expect(login.searchParams.get("return_to")).toBe(address);
  await page.goto(address);
  await signIn(page, person);
  await expect(page).toHaveURL(address);
});
