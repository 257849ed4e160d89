import type { Page } from "@playwright/test";
import { evil, expect, formType, test } from "../fixtures/attack";
import { readMail } from "../fixtures/people";
import { type RawAnswer, send } from "../fixtures/raw-http";
import { signedInPerson } from "../fixtures/signed-in";
import type { Stack } from "../fixtures/stack";

// The whole corpus runs in unit tests: lib/return-to/return-to.test.ts, lib/proxy/proxy.test.ts.
const hostile = [
  `https://${evil}/`,
  `//${evil}`,
  `/\\${evil}`,
  `/%5C${evil}`,
  `/%2F${evil}`,
  `/%252F${evil}`,
  `/settings/..//${evil}`,
  "/\r\nset-cookie: injected=1\r\n\r\n<script>",
  `javascript:alert(1)//${evil}`,
  `/${"a".repeat(6_000)}`,
];

const entrances = [
  ["/auth/login", "signed out"],
  ["/auth/registration", "signed out"],
  ["/auth/recovery", "signed out"],
  ["/auth/verification", "signed out"],
  ["/unavailable", "signed out"],
  ["/self-service/login/browser", "signed out"],
  ["/self-service/registration/browser", "signed out"],
  ["/self-service/recovery/browser", "signed out"],
  ["/self-service/verification/browser", "signed out"],
  ["/settings", "signed in"],
  ["/settings/second-factor", "signed in"],
  ["/self-service/settings/browser", "signed in"],
  ["/self-service/login/browser", "signed in"],
] as const;

for (const [path, as] of entrances) {
  test(`a hostile return_to at ${path}, ${as}, leads nowhere but to this site`, async ({
    stack,
    visitor,
  }) => {
    const headers = as === "signed in" ? { cookie: visitor.cookie } : {};
    for (const value of hostile) {
      const query = `?return_to=${encodeURIComponent(value)}`;
      expectOnSite(await send(stack.appUrl, "GET", path + query, headers), stack.appUrl);
    }
  });
}

for (const value of hostile) {
  test(`the form that extends a session leads nowhere but to this site: ${JSON.stringify(value.slice(0, 60))}`, async ({
    stack,
  }) => {
    const answer = await send(
      stack.appUrl,
      "POST",
      "/auth/extend",
      { origin: stack.appUrl, "content-type": formType },
      // Without a session, any person is accepted.
      new URLSearchParams({ return_to: value, person: "nobody" }).toString(),
    );
    expect(answer.status).toBe(303);
    expectOnSite(answer, stack.appUrl);
  });
}

for (const type of ["login", "registration", "recovery", "verification"]) {
  test(`a hostile return_to that Ory took into a ${type} never becomes a link`, async ({
    page,
    stack,
  }) => {
    // At Ory's own port, past the proxy. Cookies ignore ports, so the app receives what Ory sets.
    const accepted: string[] = [];
    for (const value of [
      `/\\${evil}`,
      `//${evil}`,
      `/%5C${evil}`,
      `https://${evil}/`,
      "/auth/login",
    ]) {
      const begun = await page.request.get(
        `${stack.ory.publicUrl}/self-service/${type}/browser?return_to=${encodeURIComponent(value)}`,
        { maxRedirects: 0 },
      );
      const location = new URL(begun.headers().location ?? "", stack.appUrl);
      const flow = location.searchParams.get("flow");
      if (!flow) continue;
      accepted.push(value);
      const { cookies } = await page.context().storageState();
      const cookie = cookies.map((one) => `${one.name}=${one.value}`).join("; ");
      const shown = await send(stack.appUrl, "GET", `/auth/${type}?flow=${flow}`, { cookie });
      expect(shown.status, value).toBe(200);
      expect(shown.body).toContain(`/self-service/${type}?flow=${flow}`);
      expectOnSite(shown, stack.appUrl);
    }
    expect(accepted).toContain(`/\\${evil}`);
  });
}

for (const value of [`/\\${evil}`, `/%5C${evil}`]) {
  test(`the last link of a verification that Ory began with ${value} stays on this site`, async ({
    page,
    stack,
  }) => {
    const person = await signedInPerson(page, stack);
    const begun = await page.request.get(
      `${stack.ory.publicUrl}/self-service/verification/browser?return_to=${encodeURIComponent(value)}`,
      { maxRedirects: 0 },
    );
    const { pathname, search } = new URL(begun.headers().location ?? "", stack.appUrl);
    await page.goto(pathname + search);
    await page.getByLabel("Email").fill(person.email);
    await page.getByRole("button", { name: "Continue" }).click();
    const { text } = await readMail(stack, person.email, /verify/i);
    await page.getByLabel("Verification code").fill(/^\d{6}$/m.exec(text)?.[0] ?? "");
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByRole("link", { name: "Continue" })).toBeVisible();
    await expectLinksOnSite(page, stack);
  });
}

function expectOnSite(answer: RawAnswer, appUrl: string): void {
  expect(answer.status).toBeLessThan(504);
  expect(answer.headers["set-cookie"]?.join() ?? "").not.toContain("injected");
  const addresses = [
    ...(answer.headers.location === undefined ? [] : [answer.headers.location]),
    ...[...answer.body.matchAll(/ (?:href|action|formaction)="([^"]*)"/g)].map(([, address = ""]) =>
      address.replaceAll("&amp;", "&"),
    ),
  ].filter((address) => !address.startsWith("https://www.ory.com/docs/"));
  expect(addresses.length).toBeGreaterThan(0);
  for (const address of addresses) {
    const url = new URL(address, appUrl);
    expect(url.origin, address).toBe(appUrl);
    const returnTo = url.searchParams.get("return_to");
    if (returnTo === null) continue;
    expect(returnTo, address).not.toMatch(/[\\\r\n]|^\/\/|%5c|%2f/i);
    expect(new URL(returnTo, appUrl).origin, address).toBe(appUrl);
  }
}

async function expectLinksOnSite(page: Page, stack: Stack): Promise<void> {
  const addresses = await page
    .locator("a[href], form[action], button[formaction], area[href]")
    .evaluateAll((elements) =>
      elements.map(
        (element) =>
          element.getAttribute("href") ??
          element.getAttribute("action") ??
          element.getAttribute("formaction") ??
          "",
      ),
    );
  expect(addresses.length).toBeGreaterThan(1);
  for (const address of addresses) {
    expect(address).not.toContain(evil);
    expect(new URL(address, page.url()).origin).toBe(stack.appUrl);
  }
}
