import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it, test } from "vitest";
import { readSource } from "../config/source";
import { oryFolder } from "./folders";

const folder = path.join(oryFolder, "mails");
const files = readdirSync(folder);
const read = (name: string) => readFileSync(path.join(folder, name), "utf8");
const pages = files.filter((name) => name.endsWith(".html.gotmpl"));

test("kratos.yml names each of the templates, and only those that are there", () => {
  const courier = JSON.stringify(readSource().config.courier);
  const named = [...courier.matchAll(/\/([^/"]*\.gotmpl)"/g)].map(([, name]) => name);
  expect(named.sort()).toEqual(files.sort());
});

test("all mails wear the same clothes", () => {
  const frames = pages.map((name) =>
    read(name)
      .replaceAll(/(<(title|h1)\b[^>]*>|<p\b[^>]*>).*?(?=<\/)/g, "$1")
      // The link that only some mails have.
      .replace(/\n *<p [^>]*><\/a><\/p>/, ""),
  );
  expect(new Set(frames).size).toBe(1);
});

it.each(pages)("%s has no colour that the theme does not have", (name) => {
  const theme = readFileSync(path.join(oryFolder, "../app/theme.css"), "utf8");
  const colours = read(name).match(/#[\da-f]{6}\b/g) ?? [];
  expect(colours.filter((colour) => !theme.includes(colour))).toEqual([]);
});
