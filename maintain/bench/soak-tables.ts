import type { Table } from "./report";
import { people, type Sample, type Soak, soakChecks } from "./soak";
import { megabytes } from "./table";

/** Returns a server's resource usage over time and the results of the checks, as tables. */
export function soakTables(soaked: Soak): Table[] {
  return [
    {
      title: `Full load: ${soaked.target}`,
      about: `${people} people who look at one page after the other, without a pause: ${soaked.views} views. Connections and files at the end of each minute, megabytes after a rest of some seconds.`,
      head: ["minute", "app", "of it JavaScript", "connections", "Kratos", "its open files"],
      rows: soaked.samples.map(row),
    },
    {
      title: "After it",
      about: "Growth is that of a straight line through the second half of the minutes.",
      head: ["", "found", ""],
      rows: soakChecks(soaked).map(({ what, found, passed }) => [
        what,
        found,
        passed ? "yes" : "NO",
      ]),
    },
  ];
}

function row(sample: Sample): string[] {
  return [
    String(sample.minute),
    megabytes(sample.appMemory),
    megabytes(sample.appHeap),
    String(sample.appSockets),
    sample.kratosMemory === undefined ? "" : megabytes(sample.kratosMemory),
    String(sample.kratosFiles ?? ""),
  ];
}
