import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../contract/folders";

/** Returns the pictures in README and docs, as `page: picture`, both from the root. */
export function shownPictures(): { page: string; picture: string }[] {
  const docs = readdirSync(path.join(root, "docs")).map((file) => `docs/${file}`);
  const pages = ["README.md", ...docs.filter((file) => file.endsWith(".md"))];
  return pages.flatMap((page) => {
    const text = readFileSync(path.join(root, page), "utf8");
    const sources = [
      ...text.matchAll(/!\[[^\]]*\]\(([^)\s]+)/g),
      ...text.matchAll(/\bsrc(?:set)?="([^"\s]+)/g),
    ].map(([, source = ""]) => source);
    return sources
      .filter((source) => !/^https?:/.test(source))
      .map((source) => ({ page, picture: path.posix.join(path.posix.dirname(page), source) }));
  });
}

export function keptPictures(): string[] {
  return readdirSync(path.join(root, "docs/images"))
    .filter((file) => file.endsWith(".png"))
    .map((file) => `docs/images/${file}`);
}
