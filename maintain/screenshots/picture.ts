import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { z } from "zod";
import { fingerprintOf, fingerprintSchema, hash } from "./fingerprint";

export const pictureSchema = z.object({
  /** Its path from the repository's root. */
  file: z.string(),
  ...fingerprintSchema.shape,
  /** The file's own hash, to detect one that wasn't taken by the script. */
  content: z.string(),
});

export type Picture = z.infer<typeof pictureSchema>;

export async function takePicture(page: Page, folder: string, file: string): Promise<Picture> {
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready);
  const shown = await fingerprintOf(page);
  return keep(folder, file, await page.screenshot(), shown);
}

/** Writes a picture to `folder`, and returns its record. */
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
