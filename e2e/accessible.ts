import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Everything of levels A and AA, up to WCAG 2.2. */
const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const options = {
  // What is right is not worth the time to describe it.
  resultTypes: ["violations" as const, "incomplete" as const],
  // Contrast is reckoned without what is painted behind by `::before`: axe would leave it undecided.
  checks: { "color-contrast": { options: { ignorePseudo: true } } },
};

/** 320 px is 1280 px at 400 %, 640 px at 200 %; some enlarge nothing but the text. */
const widths = [
  { name: "320 px wide", width: 320, text: "100%" },
  { name: "zoomed to 200 %", width: 640, text: "100%" },
  { name: "with text of 200 %", width: 1280, text: "200%" },
];

/**
 * Expects of the page as it stands, at this step of a walk: nothing that axe finds against WCAG,
 * light and dark; nothing that moves where less motion is wanted; no scrolling sideways on a narrow
 * screen or enlarged. Goes on when something is wrong, so that one run finds all of it.
 */
export async function expectAccessible(page: Page, step: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // Without frames on the page, the older way does the same without opening a tab.
    const axe = new AxeBuilder({ page }).setLegacyMode().options(options).withTags(wcag);
    const { violations, incomplete } = await axe.analyze();
    expect.soft(inWords(violations), `${step}, ${colorScheme}`).toEqual([]);
    // What axe can't decide it does not count, and it would be quiet for the wrong reason.
    expect.soft(inWords(incomplete), `${step}, ${colorScheme}, undecided`).toEqual([]);
  }
  expect.soft(await page.evaluate(whatMoves), `${step}, with reduced motion`).toEqual([]);

  const viewport = page.viewportSize();
  for (const { name, width, text } of widths) {
    await page.setViewportSize({ width, height: 800 });
    expect.soft(await page.evaluate(whatIsTooWide, text), `${step}, ${name}`).toEqual([]);
  }
  if (viewport) await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}

type Results = Awaited<ReturnType<AxeBuilder["analyze"]>>["violations"];

function inWords(results: Results): string[] {
  return results.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(" ")}: ${failureSummary ?? ""}`),
  );
}

/**
 * Expects text to be readable where the light behind the page is brightest, too: its first colour is
 * taken for the whole background.
 */
export async function expectReadableInTheLight(page: Page, step: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.evaluate(() => {
      document.body.style.removeProperty("background-color");
      const { backgroundImage } = getComputedStyle(document.body, "::before");
      const [light = ""] = /\w+\([\d\s.,/%]+\)/.exec(backgroundImage) ?? [];
      document.body.style.backgroundColor = light;
    });
    const axe = new AxeBuilder({ page }).setLegacyMode().options(options);
    const { violations } = await axe.withRules(["color-contrast"]).analyze();
    expect.soft(inWords(violations), `${step}, ${colorScheme}, in the light`).toEqual([]);
  }
}

/** In the page: what still moves for longer than anybody sees. */
function whatMoves(): string[] {
  const longest = (list: string) => Math.max(...list.split(",").map(parseFloat));
  const moving = [...document.querySelectorAll("*")].filter((element) =>
    [null, "::before", "::after"].some((pseudo) => {
      const style = getComputedStyle(element, pseudo);
      const animated = style.animationName !== "none" && longest(style.animationDuration) > 0.01;
      return animated || longest(style.transitionDuration) > 0 || style.scrollBehavior === "smooth";
    }),
  );
  return moving.map((element) => element.outerHTML.slice(0, 120));
}

/** In the page, with the text at that size: what sticks out, where the page scrolls sideways. */
function whatIsTooWide(textSize: string): string[] {
  const root = document.documentElement;
  root.style.fontSize = textSize;
  const { scrollWidth, clientWidth } = root;
  const sticksOut = [...document.body.querySelectorAll("*")].filter(
    (element) => element.getBoundingClientRect().right > clientWidth,
  );
  const found = scrollWidth > clientWidth ? [`${scrollWidth} px`, ...sticksOut.map(name)] : [];
  root.style.removeProperty("font-size");
  return found;

  function name(element: Element): string {
    return element.outerHTML.slice(0, 120);
  }
}
