import { expect, test } from "./fixtures/test";
import { signedInPerson } from "./fixtures/signed-in";

test.use({ timezoneId: "Asia/Tokyo", locale: "en-GB" });

test("the session's life is told in its order, in words and in the reader's own time", async ({
  page,
  stack,
}) => {
  await signedInPerson(page, stack);
  await page.goto("/dashboard");
  const moments = page.getByRole("region", { name: "Your session" }).getByRole("listitem");
  await expect(moments).toContainText([
    "Issued",
    "Authenticated",
    "Now",
    /Privileged until.*in 15 minutes/,
    /Expires.*in 3 days/,
  ]);
  const expires = moments.last().locator("time");
  const exact = await expires.evaluate((element) =>
    new Date(element.getAttribute("datetime") ?? "").toLocaleString("en-GB", {
      dateStyle: "medium",
      timeStyle: "long",
      timeZone: "Asia/Tokyo",
    }),
  );
  expect(exact).toContain("GMT+9");
  // On hover, and as text for screen readers.
  await expect(expires).toHaveAttribute("title", exact);
  await expect(expires).toContainText(exact);
});

test("the JSON is copied as it stands there", async ({ page, context, stack }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const person = await signedInPerson(page, stack);
  await page.goto("/dashboard");
  await page.getByRole("button", { name: "Copy" }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  const copied: unknown = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
  expect(copied).toMatchObject({ active: true, identity: { traits: { email: person.email } } });
});

test("the way to a higher assurance level leads there", async ({ page, stack }) => {
  await signedInPerson(page, stack);
  await page.goto("/dashboard");
  await page.getByRole("link", { name: "Raise it" }).click();
  await expect(page.getByRole("heading", { name: "needs a second factor" })).toBeVisible();
});

test("the start page says where its visitor gets in, now", async ({ page, stack }) => {
  const access = (path: string) =>
    page.getByRole("listitem").filter({ has: page.getByRole("link", { name: path, exact: true }) });
  await page.goto("/");
  await expect(access("/dashboard")).toContainText("Asks you to sign in");
  await signedInPerson(page, stack);
  await page.goto("/");
  await expect(access("/dashboard")).toContainText("You get in");
  await expect(access("/profile/export")).toContainText("You get in");
  await expect(access("/dashboard/confidential")).toContainText("Asks for a second factor");
});
