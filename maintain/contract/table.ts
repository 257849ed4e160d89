import type { Outcome } from "../../scripts/test/outcome";

/** A system's problems in one case (an empty list if none), or that it has no such case. */
export type Cell = string[] | "none";

export interface Row {
  name: string;
  expected: string;
  cells: Map<string, Cell>;
}

/** Prints the table, then the problems. Returns the number of expected cells. */
export function printTable(systems: string[], rows: Row[]): Outcome {
  const lines = [
    ["case", "expected", ...systems],
    ...rows.map(({ name, expected, cells }) => [
      name,
      expected,
      ...systems.map((system) => sign(cells.get(system))),
    ]),
  ];
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  const shown = lines.map((line) =>
    line.map((text, column) => text.padEnd(widths[column] ?? 0)).join("  "),
  );
  shown.splice(1, 0, widths.map((width) => "-".repeat(width)).join("  "));
  console.log(`\n${shown.map((line) => line.trimEnd()).join("\n")}\n`);

  let [passed, failed] = [0, 0];
  for (const { name, cells } of rows) {
    for (const [system, cell] of cells) {
      if (cell === "none") continue;
      if (cell.length === 0) passed++;
      else failed++;
      for (const problem of cell) console.log(`FAILED  ${system}, ${name}: ${problem}`);
    }
  }
  if (failed > 0) console.log();
  return { passed, failed };
}

function sign(cell: Cell | undefined): string {
  if (cell === undefined || cell === "none") return "-";
  return cell.length === 0 ? "ok" : "FAILED";
}
