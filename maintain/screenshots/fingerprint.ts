import { createHash } from "node:crypto";
import type { Page } from "@playwright/test";
import { z } from "zod";

/** A picture's content as short hashes, which are the same on every machine. Pixels aren't. */
export const fingerprintSchema = z.object({ words: z.string(), look: z.string() });

export type Fingerprint = z.infer<typeof fingerprintSchema>;

export async function fingerprintOf(page: Page): Promise<Fingerprint> {
  const roles = await page.locator("body").ariaSnapshot();
  const look = await page.evaluate(computedLook);
  return { words: hash(withoutMoments(roles)), look: hash(look.join("\n")) };
}

export function hash(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 16);
}

/** Removes what differs in each run: times, counts, ids, the session as JSON. */
function withoutMoments(roles: string): string {
  return roles
    .split("\n")
    .filter((line) => !/- time\b|expires_at|issued_at/.test(line))
    .join("\n")
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "ID")
    .replace(/\d+/g, "0");
}

/** Runs in the page. Returns its kinds of text and surface, in order. */
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
