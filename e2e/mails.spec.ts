import { expect, test } from "./fixtures/test";
import { newPerson, readMail, register } from "./fixtures/people";
import { signedInPerson } from "./fixtures/signed-in";

test("every mail with a code says so in words and in pictures", async ({ page, stack }) => {
  const person = await signedInPerson(page, stack);
  const someone = newPerson();
  await page.context().clearCookies();

  await page.goto("/auth/login");
  await page.getByLabel("Email").fill(person.email);
  await page.getByRole("button", { name: "Send sign in code" }).click();
  await page.goto("/auth/recovery");
  await page.getByLabel("Email").fill(person.email);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.goto("/auth/registration");
  await page.getByLabel("Email").fill(someone.email);
  await page.getByRole("button", { name: "Sign up" }).click();
  await page.getByRole("button", { name: "Send sign up code" }).click();
  const other = newPerson();
  await page.goto("/auth/registration");
  await register(page, other);

  for (const [to, subject] of [
    [person, "Your code to sign in"],
    [person, "Recover your account"],
    [someone, "Complete your registration"],
    [other, "Verify your address"],
  ] as const) {
    const { text, html } = await readMail(stack, to.email, new RegExp(`^${subject}$`));
    const code = /^\d{6}$/m.exec(text)?.[0] ?? "no code";
    expect(html, subject).toContain(`>${code}</p>`);
    for (const body of [text, html]) expect(body, subject).toContain("Ory Next.js Starter");
    expect(html, subject).toContain(to.email);
  }
});
