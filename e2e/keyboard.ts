import { expect, type Locator, type Page } from "@playwright/test";

/**
 * Presses Tab until `target` has the focus. At each stop on the way one has to see where one is:
 * an indicator is there, stands out from what is around it, and nothing covers it.
 */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  const stops: string[] = [];
  for (let pressed = 0; pressed < 80; pressed++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(focusedElement);
    // At the end of the page the browser's own buttons come, then the page again.
    if (stop === undefined) continue;
    expect(stop.wrong, `the focus on ${stop.name}`).toEqual([]);
    stops.push(stop.name);
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab does not lead to ${String(target)}, but to:\n${stops.join("\n")}`);
}

/** Goes to a field by Tab and types into it. */
export async function typeInto(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(text);
}

/** Goes to a link or a button by Tab and presses Enter. */
export async function press(page: Page, control: Locator): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press("Enter");
}

/** In the page: what has the focus, and what is wrong with how that shows. */
function focusedElement(): { name: string; wrong: string[] } | undefined {
  const element = document.activeElement;
  if (!element || element === document.body) return undefined;
  const style = getComputedStyle(element);
  const wrong: string[] = [];

  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  // The colour of a ring comes first in what the browser computes.
  const ring = /^(\w+\([^)]*\)) .*px/.exec(style.boxShadow)?.[1];
  const indicator = outlined ? style.outlineColor : ring;
  if (indicator === undefined) wrong.push("does not show");
  else {
    const contrast = contrastOf(rgb(indicator), rgb(colourAround(element)));
    if (contrast < 3) wrong.push(`has a contrast of ${contrast.toFixed(1)}, not of 3`);
  }

  const { left, top, width, height } = element.getBoundingClientRect();
  const hit = document.elementFromPoint(left + width / 2, top + height / 2);
  const shown = hit && (element.contains(hit) || hit.contains(element));
  if (width < 4 || height < 4 || !shown) wrong.push("is covered, or out of sight");
  return { name: element.outerHTML.slice(0, 160), wrong };

  function colourAround(start: Element): string {
    for (let at = start.parentElement; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (rgb(backgroundColor)[3] === 255) return backgroundColor;
    }
    return "white";
  }

  /** Whatever way of writing a colour the browser has computed. */
  function rgb(colour: string): Uint8ClampedArray {
    const canvas = document.createElement("canvas").getContext("2d");
    if (!canvas) throw new Error("There is no canvas.");
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return canvas.getImageData(0, 0, 1, 1).data;
  }

  /** @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
  function contrastOf(one: Uint8ClampedArray, other: Uint8ClampedArray): number {
    const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (lighter + 0.05) / (darker + 0.05);
  }

  function luminance([red = 0, green = 0, blue = 0]: Uint8ClampedArray): number {
    const [r = 0, g = 0, b = 0] = [red, green, blue].map((part) => {
      const value = part / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
}
