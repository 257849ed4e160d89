import { expect, formType, isSignedIn, signOutOtherDevices, test } from "../fixtures/attack";
import { actionForm } from "../fixtures/mutations";
import { identityOf } from "../fixtures/people";
import { send } from "../fixtures/raw-http";

for (const [what, type, body] of [
  ["a form of a megabyte", formType, `return_to=${"a".repeat(1024 * 1024)}`],
  ["JSON", "application/json", '{"return_to":"/profile"}'],
  ["a multipart body without a boundary", "multipart/form-data", "no boundary"],
  ["a multipart body without parts", "multipart/form-data; boundary=x", "no parts"],
  ["plain text", "text/plain", "return_to=/profile"],
] as const) {
  test(`${what} is refused where a form of this site belongs`, async ({ stack, visitor }) => {
    const headers = { cookie: visitor.cookie, origin: stack.appUrl, "content-type": type };
    const answer = await send(stack.appUrl, "POST", "/auth/extend", headers, body);
    expect(answer.status).toBe(400);
  });
}

test("a form of 20 megabytes is refused before it has arrived", async ({ stack, visitor }) => {
  const headers = {
    ...{ cookie: visitor.cookie, origin: stack.appUrl, "content-type": formType },
    "content-length": 20 * 1024 * 1024,
  };
  const begin = "a".repeat(64 * 1024);
  const answer = await send(stack.appUrl, "POST", "/auth/extend", headers, begin);
  expect(answer.status).toBe(400);
});

test("a form of this site is accepted", async ({ stack, visitor }) => {
  const headers = { cookie: visitor.cookie, origin: stack.appUrl, "content-type": formType };
  const { id = "" } = (await identityOf(stack, visitor.person.email)) ?? {};
  const form = `person=${id}&return_to=/profile`;
  const answer = await send(stack.appUrl, "POST", "/auth/extend", headers, form);
  expect(answer.headers.location).toBe("/profile");
});

test("a server action takes no large body", async ({ stack, visitor }) => {
  const { id, page } = signOutOtherDevices();
  const { headers, body } = actionForm(id);
  const large = body.replace("\r\n\r\n", `\r\n\r\n${"a".repeat(100 * 1024)}`);
  const own = { ...headers, cookie: visitor.cookie, origin: stack.appUrl };
  const answer = await send(stack.appUrl, "POST", page, own, large);
  expect(answer.headers.location).toBeUndefined();
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(await isSignedIn(stack, visitor.cookie)).toBe(true);
});
