import { type Growth, pauseSeconds, sessionsInDatabase } from "./growth";
import type { Table } from "./report";
import { megabytes } from "./table";

export function growthTables({ database, crowds }: Growth): Table[] {
  return [
    {
      title: "Sessions in the database",
      about:
        "One call to Ory after the other, in milliseconds. SQLite knows nothing of how its rows are spread until somebody says ANALYZE; other databases find out by themselves.",
      head: ["sessions", "half within", "99 % within"],
      rows: database.map(({ sessions, p50, p99 }) => [sessions, p50.toFixed(1), p99.toFixed(1)]),
    },
    {
      title: "People who are signed in",
      about: `Each opens the page every ${pauseSeconds} seconds; at once: all of them in the same moment, once, when they have looked at it shortly before; in token mode also when nobody has a token yet, so that each is made in that moment. ${sessionsInDatabase} sessions in the database. Milliseconds, and megabytes at most.`,
      head: ["", "people", "views", "half within", "99 % within", "outage shown", "app", "Kratos"],
      rows: crowds.map((crowd) => [
        crowd.target,
        crowd.when === "now and then" ? String(crowd.people) : `${crowd.people} ${crowd.when}`,
        String(crowd.views),
        crowd.p50.toFixed(0),
        crowd.p99.toFixed(0),
        String(crowd.unavailable),
        megabytes(crowd.appMemory),
        crowd.kratosMemory === undefined ? "" : megabytes(crowd.kratosMemory),
      ]),
    },
  ];
}
