import type { Browser, Page } from "@playwright/test";
import { createAccount, expectSignedIn } from "../../e2e/fixtures/people";
import { signInByRequest } from "../../e2e/fixtures/signed-in";
import type { Stack } from "../../e2e/fixtures/stack";
import { type Picture, takePicture } from "./picture";

const person = { email: "ada@example.com", password: "purple-teapot-42", firstName: "Ada" };

const screens = {
  wide: { viewport: { width: 1120, height: 700 }, deviceScaleFactor: 1.5 },
  narrow: { viewport: { width: 390, height: 780 }, deviceScaleFactor: 1.5 },
};

interface DocumentedPage {
  name: string;
  screens: (keyof typeof screens)[];
  open: (page: Page) => Promise<void>;
}

const pages: DocumentedPage[] = [
  {
    name: "start",
    screens: ["narrow"],
    open: async (page) => {
      await page.goto("/");
    },
  },
  {
    name: "sign-in",
    screens: ["narrow"],
    open: async (page) => {
      await page.goto("/dashboard");
      await page.getByLabel("Email").waitFor();
    },
  },
  {
    name: "dashboard",
    screens: ["wide", "narrow"],
    open: async (page) => {
      await signInByRequest(page, person);
      await page.goto("/dashboard");
      await expectSignedIn(page, person);
    },
  },
];

/** Takes the documentation's pictures into `folder`, each light and dark. */
export async function takePages(
  browser: Browser,
  stack: Stack,
  folder: string,
): Promise<Picture[]> {
  await createAccount(stack, person);
  const taken: Picture[] = [];
  for (const { name, screens: sizes, open } of pages) {
    for (const screen of sizes) {
      for (const colorScheme of ["light", "dark"] as const) {
        const context = await browser.newContext({
          baseURL: stack.appUrl,
          ...screens[screen],
          colorScheme,
          // No animation is caught halfway.
          reducedMotion: "reduce",
          locale: "en-GB",
          timezoneId: "Europe/Berlin",
        });
        const page = await context.newPage();
        await open(page);
        const file = `docs/images/${name}-${screen}-${colorScheme}.png`;
        taken.push(await takePicture(page, folder, file));
        await context.close();
      }
    }
  }
  return taken;
}
