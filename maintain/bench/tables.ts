import { connections, type Comparison } from "./compare";
import { goals, later } from "./goals";
import { type Profile, profileParts } from "./profile";
import type { Table } from "./report";
import type { Results } from "./results";
import type { SizeReport } from "./size-report";
import { spread } from "./statistics";
import { targets } from "./targets";
import { viewNames } from "./views";

/** Returns a run's results as tables, except its profile ({@link profileTable}). */
export function tables(results: Results): Table[] {
  const all = [
    machine(results),
    besideBare(results),
    besideEachOther(results),
    email(results),
    signIn(results),
    calls(results),
    ...(results.sizes ? [sizesTable(results.sizes)] : []),
    reached(results),
  ];
  return all.filter(({ rows }) => rows.length > 0);
}

function machine({ machine, effort }: Results): Table {
  return {
    title: "The run",
    about: `Starts of the servers: ${effort.starts}; rounds after each: ${effort.rounds}, of ${effort.seconds} s; connections: ${connections}; next start.`,
    head: ["what", ""],
    rows: Object.entries(machine).map(([name, value]) => [name, String(value)]),
  };
}

function besideBare({ comparisons }: Results): Table {
  const beside = comparisons.filter(({ baseline }) => baseline === targets.bare.name);
  const names = [...new Set(beside.map(({ target }) => target))];
  return {
    title: "Throughput",
    about:
      "Requests a second as a ratio to the same page without authentication and without middleware: median (least to greatest of the rounds). CPU is the processor time of the app's server for a document, in milliseconds, and that of the bare page beside it.",
    head: ["", ...viewNames, "CPU", "bare's"],
    rows: names.map((name) => {
      const of = (view: string) => beside.find((one) => one.target === name && one.view === view);
      const cpu = of("documents");
      return [
        name,
        ...viewNames.map((view) => ratios(of(view))),
        cpu ? middle(cpu.targetCpuMs, 2) : "",
        cpu ? middle(cpu.baselineCpuMs, 2) : "",
      ];
    }),
  };
}

function besideEachOther({ comparisons }: Results): Table {
  return {
    title: "Beside each other",
    about: "The same, of two that were measured in turns.",
    head: ["", "beside", "view", "ratio"],
    rows: comparisons
      .filter(({ baseline }) => baseline !== targets.bare.name)
      .map((one) => [one.target, one.baseline, one.view, ratios(one)]),
  };
}

function email({ email = [] }: Results): Table {
  return {
    title: "Until the email is on screen",
    about:
      "Milliseconds in Chromium, in a new tab, servers and cache warm: median (least to greatest), and how much later than the bare page in the same round.",
    head: ["", "on screen after", "later than bare"],
    rows: email.map((times) => [times.target, range(times.milliseconds), range(later(times))]),
  };
}

function signIn({ signIn = [] }: Results): Table {
  return {
    title: "Until the sign-in form can be used",
    about:
      "Milliseconds in Chromium with an empty cache: median (least to greatest). The starter's is a plain form, which can be used once it is on screen; that of Ory Elements once React has taken it over.",
    head: ["", "network", "after"],
    rows: signIn.map(({ target, network, milliseconds }) => [target, network, range(milliseconds)]),
  };
}

function calls({ calls = [] }: Results): Table {
  return {
    title: "Calls to Ory for one view",
    about: "Counted by Ory itself. Nested: metadata, layout and page all ask who is signed in.",
    head: ["", "document", "navigation", "nested", "signed out"],
    rows: calls.map((one) => [
      one.target,
      String(one.document),
      String(one.navigation),
      one.nested === undefined ? "" : String(one.nested),
      String(one.signedOut),
    ]),
  };
}

export function profileTable(profiles: readonly Profile[]): Table {
  const row = (name: string, of: (one: Profile) => number) => [
    name,
    ...profiles.map((one) => of(one).toFixed(2)),
  ];
  const app = ({ parts, otherThreads }: Profile) =>
    profileParts.reduce((sum, [part]) => sum + parts[part], otherThreads);
  return {
    title: "Where the processor time of a document goes",
    about:
      "Milliseconds for one document, of a server whose functions were sampled while it was asked for as many as it could serve. Ory Kratos ran on the same machine.",
    head: ["", ...profiles.map(({ target }) => target)],
    rows: [
      ...profileParts.map(([part, name]) => row(name, (one) => one.parts[part])),
      row("other threads of the app's server", (one) => one.otherThreads),
      row("the app's server", app),
      row("Ory Kratos", (one) => one.kratos),
    ],
  };
}

export function sizesTable({ bare, bench, pages, edge }: SizeReport): Table {
  const kb = (bytes: number) => (bytes / 1024).toFixed(1);
  const weighed = { "bare page": bare, "the same in the starter": bench, ...pages };
  return {
    title: "Sizes",
    about:
      "Kilobytes: what the browser loads as script, the document, the middleware at the Edge with its instrumentation.ts.",
    head: ["", "script (gzip)", "document (gzip)", "document", "Edge"],
    rows: [
      ...Object.entries(weighed).map(([name, { script, document }]) => [
        name,
        kb(script.gzip),
        kb(document.gzip),
        kb(document.raw),
        "",
      ]),
      ...Object.entries(edge).map(([name, bytes]) => [
        `Edge bundle: ${name}`,
        "",
        "",
        "",
        kb(bytes),
      ]),
    ],
  };
}

function reached(results: Results): Table {
  return {
    title: "Goals",
    about:
      "Yes: in every round. In the median: in half of the rounds or more. Within the spread: this run shows no difference.",
    head: ["", "found", "reached"],
    rows: goals(results).map(({ what, found, reached }) => [what, found, reached]),
  };
}

function ratios(comparison: Comparison | undefined): string {
  if (!comparison) return "";
  const { min, median, max } = spread(comparison.ratios);
  return `${median.toFixed(2)} (${min.toFixed(2)} to ${max.toFixed(2)})`;
}

function range(values: readonly number[]): string {
  const { min, median, max } = spread(values);
  return `${median.toFixed(0)} (${min.toFixed(0)} to ${max.toFixed(0)})`;
}

function middle(values: readonly number[], digits: number): string {
  return spread(values).median.toFixed(digits);
}
