import { createHash } from "node:crypto";
import type { Page } from "@playwright/test";
import { z } from "zod";

/** What a picture shows, the same on every machine: pixels are not. Each is a short hash. */
export const fingerprintSchema = z.object({ words: z.string(), look: z.string() });

export type Fingerprint = z.infer<typeof fingerprintSchema>;

/** Returns the fingerprint of the page as it is shown now. */
export async function fingerprintOf(page: Page): Promise<Fingerprint> {
  const roles = await page.locator("body").ariaSnapshot();
  const look = await page.evaluate(computedLook);
  return { words: hash(withoutMoments(roles)), look: hash(look.join("\n")) };
}

export function hash(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 16);
}

/** Leaves out what is another at each run: times, counts, ids, the session as JSON. */
function withoutMoments(roles: string): string {
  return roles
    .split("\n")
    .filter((line) => !/- time\b|expires_at|issued_at/.test(line))
    .join("\n")
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "ID")
    .replace(/\d+/g, "0");
}

/** In the page: the kinds of text and surface that it is made of, in their order. */
function computedLook(): string[] {
  const kinds = [...document.body.querySelectorAll("*")]
    .filter((element) => element.checkVisibility() && element.getClientRects().length > 0)
    .map((element) => {
      const style = getComputedStyle(element);
      return [
        element.localName,
        style.color,
        style.backgroundColor,
        style.borderRadius,
        style.fontFamily,
        style.fontSize,
        style.fontWeight,
        style.paddingInlineStart,
      ].join(" ");
    });
  return [...new Set(kinds)];
}
