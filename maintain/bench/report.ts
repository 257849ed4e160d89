import { readFile, writeFile } from "node:fs/promises";
import { textTable } from "./table";

export interface Table {
  title: string;
  /** Explains the figures in a sentence or two. */
  about: string;
  head: string[];
  rows: string[][];
}

export function asText(tables: readonly Table[]): string {
  return tables
    .map(({ title, about, head, rows }) => `${title}\n${about}\n\n${textTable([head, ...rows])}\n`)
    .join("\n");
}

export function asMarkdown(tables: readonly Table[]): string {
  return tables
    .map(({ title, about, head, rows }) =>
      [
        `## ${title}`,
        "",
        about,
        "",
        line(head),
        `|---${"|---:".repeat(head.length - 1)}|`,
        ...rows.map(line),
        "",
      ].join("\n"),
    )
    .join("\n");
}

function line(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

/**
 * Replaces the text between `<!-- NAME:begin -->` and `<!-- NAME:end -->` in a file. Throws if the
 * file has no such markers.
 */
export async function writeBetweenMarkers(file: string, name: string, text: string): Promise<void> {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const whole = await readFile(file, "utf8");
  const [from, to] = [whole.indexOf(begin), whole.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${file} has no ${begin} with ${end} after it.`);
  const before = whole.slice(0, from + begin.length);
  await writeFile(file, `${before}\n\n${text.trim()}\n\n${whole.slice(to)}`);
}
