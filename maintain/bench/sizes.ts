import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser } from "@playwright/test";
import { z } from "zod";
import { addCookies } from "./navigation";
import type { Running } from "./running";

/** In bytes. */
export interface Size {
  raw: number;
  gzip: number;
}

export interface PageSizes {
  document: Size;
  /** All scripts that the browser loads until it is idle. */
  script: Size;
}

/** Opens a page, signed in or not, and returns what the browser loaded. */
export async function pageSizes(
  browser: Browser,
  running: Running,
  address: string,
  as: "signed in" | "nobody",
): Promise<PageSizes> {
  const context = await browser.newContext();
  try {
    if (as === "signed in") await addCookies(context, running);
    const page = await context.newPage();
    const scripts: Promise<Size>[] = [];
    page.on("requestfinished", (request) => {
      if (request.resourceType() !== "script") return;
      scripts.push(bodyOf(request.response()).then(sizeOf));
    });
    const answer = await page.goto(running.url + address, { waitUntil: "networkidle" });
    const { pathname } = new URL(page.url());
    if (answer?.status() !== 200 || pathname !== address) {
      throw new Error(`${running.target.name}, ${address}: ended on ${page.url()}`);
    }
    return {
      document: sizeOf(await answer.body()),
      script: (await Promise.all(scripts)).reduce(plus, { raw: 0, gzip: 0 }),
    };
  } finally {
    await context.close();
  }
}

async function bodyOf(response: Promise<{ body: () => Promise<Buffer> } | null>): Promise<Buffer> {
  return (await (await response)?.body()) ?? Buffer.alloc(0);
}

function sizeOf(content: Buffer): Size {
  return { raw: content.length, gzip: gzipSync(content).length };
}

function plus(one: Size, other: Size): Size {
  return { raw: one.raw + other.raw, gzip: one.gzip + other.gzip };
}

const manifestSchema = z.object({
  middleware: z.object({ "/": z.object({ files: z.array(z.string()) }) }),
});

/** Returns the size of a build's middleware at the Edge, including everything it loads. */
export function edgeBundle(buildFolder: string): number {
  const manifest = readFileSync(path.join(buildFolder, "server/middleware-manifest.json"), "utf8");
  const { files } = manifestSchema.parse(JSON.parse(manifest)).middleware["/"];
  return files.reduce((sum, file) => sum + statSync(path.join(buildFolder, file)).size, 0);
}
