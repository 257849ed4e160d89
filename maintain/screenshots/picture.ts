import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { z } from "zod";
import { fingerprintOf, fingerprintSchema, hash } from "./fingerprint";

export const pictureSchema = z.object({
  /** Where it belongs, from the root of the repository. */
  file: z.string(),
  /** What it shows. */
  ...fingerprintSchema.shape,
  /** Of the file itself: one that was put there by hand is none of the script's. */
  content: z.string(),
});

export type Picture = z.infer<typeof pictureSchema>;

/** Takes a picture of what the page shows, into `folder`. */
export async function takePicture(page: Page, folder: string, file: string): Promise<Picture> {
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready);
  const shown = await fingerprintOf(page);
  return keep(folder, file, await page.screenshot(), shown);
}

/** Writes a picture into `folder`, and returns what is to be known of it. */
export async function keep(
  folder: string,
  file: string,
  content: Buffer,
  shown: { words: string; look: string },
): Promise<Picture> {
  const place = path.join(folder, file);
  await mkdir(path.dirname(place), { recursive: true });
  await writeFile(place, content);
  return { file, ...shown, content: hash(content) };
}
