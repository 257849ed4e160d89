import { stripVTControlCharacters } from "node:util";
import { z } from "zod";
import { expect, test } from "./fixtures/fault-fixtures";
import { signIn as nativeSignIn } from "../scripts/local/native-flows";
import {
  createAccount,
  expectSignedIn,
  newPerson,
  readMailCode,
  register,
  signIn,
  signOut,
} from "./fixtures/people";
import { send } from "./fixtures/raw-http";
import { addTotp, totpCode } from "./fixtures/second-factor";
import { sessionCookie } from "./fixtures/session-cookie";

const lineSchema = z.looseObject({
  time: z.iso.datetime(),
  level: z.enum(["debug", "info", "warn", "error"]),
  message: z.string(),
  request_id: z.string().optional(),
  path: z.string().optional(),
});

/** Next.js's own startup lines: its name, its URLs and its startup time. */
const greeting = /^(▲ Next\.js|- (Local|Network):|✓ (Ready|Running)) /;

test("the log is JSON lines, and no cookie, token or trait of any flow is in it", async ({
  page,
  context,
  stack,
  oryProxy,
}) => {
  const person = { ...newPerson(), firstName: `Zinaida-${Date.now()}` };
  const secrets = new Set([person.email, person.password, person.firstName]);
  const noteCookies = async () => {
    for (const { name, value } of await context.cookies()) {
      if (/^(ory_|csrf_token)/.test(name)) secrets.add(value).add(decodeURIComponent(value));
    }
  };

  await page.goto("/dashboard?from=mail");
  await page.getByRole("link", { name: "Create an account" }).click();
  await register(page, person);
  await expectSignedIn(page, person);
  await noteCookies();
  const code = await readMailCode(stack, person.email, /verif/i);
  secrets.add(code);
  await page.goto(`/auth/verification?code=${code}&email=${encodeURIComponent(person.email)}`);
  const totpSecret = await addTotp(page);
  secrets.add(totpSecret);
  await noteCookies();
  await signOut(page);

  await page.goto("/dashboard");
  await signIn(page, { ...person, password: "a wrong one" });
  await expect(page.getByText("The provided credentials are invalid")).toBeVisible();
  await signIn(page, person);
  await page.getByLabel("Authentication code").fill(totpCode(totpSecret));
  await page.getByRole("button", { name: "Use Authenticator" }).click();
  await expectSignedIn(page, person);
  await noteCookies();

  const program = await createAccount(stack);
  const token = await nativeSignIn(stack.ory.publicUrl, program);
  const cookie = await sessionCookie(stack.appUrl, program);
  for (const secret of [program.email, program.password, token, ...cookie.split(/; |=/)]) {
    if (secret.length > 12) secrets.add(secret);
  }
  await send(stack.appUrl, "GET", `/api/session?token=${token}`, { "x-session-token": token });

  await oryProxy.breakWith("500");
  const failing = await send(stack.appUrl, "GET", `/self-service/login/browser?code=${code}`, {
    cookie,
    "x-request-id": "from-a-client",
  });
  expect(failing.status).toBe(503);
  await page.goto("/settings");
  // An error of Next.js itself, which logs whatever it contains.
  await send(
    stack.appUrl,
    "POST",
    `/auth/login?email=${person.email}`,
    { cookie, "next-action": "0".repeat(42), "content-type": "multipart/form-data; boundary=x" },
    `--x\r\ncontent-disposition: form-data; name="email"\r\n\r\n${person.email}\r\n`,
  );
  await oryProxy.recover();

  // A line is written after the response and arrives through a pipe, so wait for the last one.
  await expect
    .poll(() => stack.output.some((line) => line.includes('"message":"POST /auth/login ')))
    .toBe(true);
  const isGreeting = (line: string) => greeting.test(stripVTControlCharacters(line));
  const lines = stack.output.slice(stack.output.findIndex((line) => !isGreeting(line)));
  const parsed = lines.map((line) => lineSchema.parse(JSON.parse(line)));
  const id = failing.headers["x-request-id"];
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  expect(parsed.filter(({ request_id }) => request_id === id)).toMatchObject([
    {
      level: "error",
      message: expect.stringMatching(/GET \/self-service\/login\/browser: Error: status 500/),
    },
    { level: "info", method: "GET", path: "/self-service/login/browser", status: 503 },
  ]);
  expect(parsed.some(({ message }) => message.includes("Failed to find Server Action"))).toBe(true);
  expect(parsed.some(({ path }) => path === "/settings")).toBe(true);
  expect(secrets.size).toBeGreaterThan(10);
  for (const secret of secrets) {
    expect(
      lines.filter((line) => line.includes(secret)),
      `lines with ${secret}`,
    ).toEqual([]);
  }
});
