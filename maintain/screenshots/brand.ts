import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Browser, Page } from "@playwright/test";
import { root } from "../contract/folders";
import { hash } from "./fingerprint";
import { keep, type Picture, takePicture } from "./picture";

/** All images made from the mark, `app/icon.svg`. `mark` is its share of the square. */
const icons = [
  { file: "app/favicon.ico", size: 32, mark: 1 },
  // Phones round the corners themselves.
  { file: "app/apple-icon.png", size: 180, mark: 1, filled: true },
  { file: "public/icon-192.png", size: 192, mark: 1 },
  { file: "public/icon-512.png", size: 512, mark: 1 },
  // Up to a fifth on each side may be cut off.
  { file: "public/icon-maskable.png", size: 512, mark: 0.8, filled: true },
];

export async function takeBrand(
  browser: Browser,
  appUrl: string,
  folder: string,
): Promise<Picture[]> {
  const svg = await readFile(path.join(root, "app/icon.svg"), "utf8");
  const page = await browser.newPage({ baseURL: appUrl });
  const taken: Picture[] = [];
  for (const { file, size, mark, filled = false } of icons) {
    const png = await drawIcon(page, svg, { size, mark, filled });
    const content = file.endsWith(".ico") ? asIco(png, size) : png;
    const look = hash(`${svg} ${size} ${mark} ${String(filled)}`);
    taken.push(await keep(folder, file, content, { words: "", look }));
  }
  await page.close();
  taken.push(await takePreview(browser, appUrl, folder));
  return taken;
}

async function drawIcon(
  page: Page,
  svg: string,
  { size, mark, filled }: { size: number; mark: number; filled: boolean },
): Promise<Buffer> {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>
      body { margin: 0; display: grid; place-items: center; block-size: 100vh }
      svg { inline-size: ${mark * 100}%; block-size: ${mark * 100}% }
    </style>${svg}`,
  );
  if (filled) {
    await page.evaluate(() => {
      document.body.style.background = document.querySelector("rect")?.getAttribute("fill") ?? "";
    });
  }
  return page.screenshot({ omitBackground: true });
}

/** The old favicon format, which can contain a PNG since Windows Vista. */
function asIco(png: Buffer, size: number): Buffer {
  const header = Buffer.alloc(22);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(1, 4);
  header.writeUInt8(size, 6);
  header.writeUInt8(size, 7);
  header.writeUInt16LE(1, 10);
  header.writeUInt16LE(32, 12);
  header.writeUInt32LE(png.length, 14);
  header.writeUInt32LE(header.length, 18);
  return Buffer.concat([header, png]);
}

/** Takes the Open Graph picture: mark, name and the start page's heading, in the site's style. */
async function takePreview(browser: Browser, appUrl: string, folder: string): Promise<Picture> {
  const page = await browser.newPage({
    baseURL: appUrl,
    viewport: { width: 1200, height: 630 },
    colorScheme: "dark",
  });
  // The page's scripts would detect the changes and undo them.
  await page.route(/\.js(\?|$)/, (route) => route.abort());
  await page.goto("/");
  await page.evaluate(() => {
    const brand = document.querySelector<HTMLElement>('header a[href="/"]');
    const promise = document.querySelector("h1");
    if (!brand || !promise) throw new Error("The start page has no mark, or no heading.");
    document.body.replaceChildren(brand, promise);
    // One by one: the page's CSP forbids style attributes, but allows these.
    Object.assign(document.body.style, {
      display: "flex",
      flexDirection: "column",
      justifyContent: "space-between",
      padding: "80px",
      blockSize: "630px",
      boxSizing: "border-box",
      borderBlockEnd: "16px solid var(--accent)",
    });
    Object.assign(brand.style, { gap: "24px", fontSize: "40px" });
    const mark = brand.querySelector("svg");
    if (mark) Object.assign(mark.style, { inlineSize: "72px", blockSize: "72px" });
    Object.assign(promise.style, { fontSize: "104px", lineHeight: "1.05", textWrap: "balance" });
  });
  const picture = await takePicture(page, folder, "app/opengraph-image.png");
  await page.close();
  return picture;
}
