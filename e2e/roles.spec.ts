import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { execaNode } from "execa";
import { roleOf } from "../lib/session/roles";
import { expect, test } from "./fixtures/test";
import { createAccount, identities, identityOf, newPerson, signIn } from "./fixtures/people";
import { flowSchema } from "./fixtures/session-cookie";
import { signedInPerson, signInByRequest } from "./fixtures/signed-in";

/** Returns the rows of the open page of the list and all following pages. */
async function rowsOfAllPages(page: Page): Promise<string[]> {
  const rows: string[] = [];
  const next = page.getByRole("link", { name: "Next page" });
  for (;;) {
    await page.waitForLoadState();
    rows.push(...(await page.locator("tbody").getByRole("row").allInnerTexts()));
    if (!(await next.isVisible())) return rows;
    const address = page.url();
    await next.click();
    await expect(page).not.toHaveURL(address);
  }
}

test("the admins' page is there for admins, and for nobody else", async ({ page, stack }) => {
  const admin = await createAccount(stack, newPerson(), "admin");
  await page.goto("/admin");
  await signIn(page, admin);
  await expect(page).toHaveURL("/admin");
  const own = (await rowsOfAllPages(page)).find((row) => row.includes(admin.email));
  expect(own?.replace(admin.email, "")).toContain("admin");

  await page.context().clearCookies();
  await signedInPerson(page, stack);
  expect((await page.goto("/admin"))?.status()).toBe(404);
  await expect(page.getByText("This page doesn’t exist")).toBeVisible();
  await expect(page.getByText(admin.email)).toBeHidden();
});

test("the list has everybody, page after page, and nobody twice", async ({ page, stack }) => {
  const emails = Array.from({ length: 60 }, () => `list-${randomUUID()}@example.com`);
  const create = emails.map((email) => ({ create: { schema_id: "person", traits: { email } } }));
  await identities(stack).batchPatchIdentities({ patchIdentitiesBody: { identities: create } });
  await signInByRequest(page, await createAccount(stack, newPerson(), "admin"));
  await page.goto("/admin");
  const seen = (await rowsOfAllPages(page)).flatMap((row) =>
    emails.filter((email) => row.includes(email)),
  );
  expect(seen.sort()).toEqual([...emails].sort());
  expect((await page.goto("/admin?page_token=forged"))?.status()).toBe(404);
});

test("a role that is given or taken counts at the next view", async ({ page, stack }) => {
  const person = await signedInPerson(page, stack);
  const role = (name: string) =>
    execaNode("scripts/role.ts", [person.email, name, "--production"], {
      nodeOptions: ["--conditions=react-server", "--import", "tsx"],
      env: {
        APP_URL: stack.appUrl,
        NEXT_PUBLIC_ORY_SDK_URL: stack.ory.publicUrl,
        ORY_ADMIN_URL: stack.ory.adminUrl,
      },
    });
  expect((await page.goto("/admin"))?.status()).toBe(404);
  await role("admin");
  expect((await page.goto("/admin"))?.status()).toBe(200);
  await role("none");
  expect((await page.goto("/admin"))?.status()).toBe(404);
});

test.describe("nobody gives themselves a role", () => {
  const metadata = { role: "admin" };
  /** Extra data to send with a form, next to the traits and among them. */
  const smuggled: { beside?: object; traits?: object }[] = [
    { beside: { metadata_public: metadata } },
    { beside: { metadata_admin: metadata, identity: { metadata_public: metadata } } },
    { beside: { role: "admin", roles: ["admin"], admin: true } },
    { beside: { transient_payload: { metadata_public: metadata, role: "admin" } } },
    { traits: { role: "admin" } },
    { traits: { metadata_public: metadata } },
    { traits: { name: { first: "Eve", role: "admin" } } },
  ];

  /** Returns a tree's form fields, such as `traits.name.first`. */
  function fields(tree: object, prefix = ""): [string, string][] {
    return Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
      typeof value === "object" && value !== null
        ? fields(value, `${prefix}${key}.`)
        : [[prefix + key, String(value)]],
    );
  }

  /** Submits the flow's form with `data`, as JSON or form data, and returns the status. */
  async function send(page: Page, type: string, as: "json" | "form", data: object) {
    const headers = { accept: "application/json" };
    const begun = await page.request.get(`/self-service/${type}/browser`, { headers });
    const { action, csrfToken } = flowSchema.parse(await begun.json());
    const all = { ...data, csrf_token: csrfToken };
    const answer = await page.request.post(action, {
      ...(as === "json"
        ? { headers, data: all }
        : { form: Object.fromEntries(fields(all)), maxRedirects: 0 }),
    });
    return answer.status();
  }

  for (const as of ["json", "form"] as const) {
    test(`by signing up, as ${as}`, async ({ page, stack }) => {
      let made = 0;
      for (const extra of smuggled) {
        await page.context().clearCookies();
        const { email, password } = newPerson();
        await send(page, "registration", as, {
          method: "password",
          password,
          ...extra.beside,
          traits: { email, ...extra.traits },
        });
        const identity = await identityOf(stack, email);
        if (!identity) continue;
        made++;
        expect(roleOf(identity), JSON.stringify(extra)).toBeUndefined();
        expect((await page.request.get("/admin")).status(), JSON.stringify(extra)).toBe(404);
      }
      // Ory rejects some of these entirely, which proves nothing, so a few must have been accepted.
      expect(made).toBeGreaterThanOrEqual(3);
    });

    test(`in the settings, as ${as}`, async ({ page, stack }) => {
      const { email } = await signedInPerson(page, stack);
      const names: string[] = [];
      for (const [index, extra] of smuggled.entries()) {
        const first = `Ann ${index}`;
        await send(page, "settings", as, {
          method: "profile",
          ...extra.beside,
          traits: { email, name: { first }, ...extra.traits },
        });
        const identity = await identityOf(stack, email);
        names.push(JSON.stringify(identity?.traits));
        expect(identity && roleOf(identity), JSON.stringify(extra)).toBeUndefined();
        expect((await page.request.get("/admin")).status(), JSON.stringify(extra)).toBe(404);
      }
      expect(names[0]).toContain("Ann 0");
    });
  }

  test("by asking for the admin API on the app's own address", async ({ page, stack }) => {
    const { email } = await signedInPerson(page, stack);
    const identity = await identityOf(stack, email);
    for (const path of ["/admin/identities", "/.ory/admin/identities", "/self-service/admin"]) {
      const answer = await page.request.patch(`${path}/${identity?.id ?? ""}`, {
        data: [{ op: "add", path: "/metadata_public", value: metadata }],
      });
      expect([404, 405], path).toContain(answer.status());
    }
    expect((await page.request.get("/admin")).status()).toBe(404);
    // Through the API itself, the same change succeeds.
    await identities(stack).patchIdentity({
      id: identity?.id ?? "",
      jsonPatch: [{ op: "add", path: "/metadata_public", value: metadata }],
    });
    expect((await page.request.get("/admin")).status()).toBe(200);
  });
});
