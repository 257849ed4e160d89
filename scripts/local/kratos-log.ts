import { readFile } from "node:fs/promises";

/** Returns why Kratos ended, in as few log lines as possible, or "" if the log doesn't say. */
export function explainLog(log: string): string {
  return configurationErrors(log) ?? lastLines(log);
}

export async function readLog(file: string): Promise<string> {
  return readFile(file, "utf8").catch(() => "");
}

// Kratos reports a wrong setting three times, with its section and the usage text. The useful part
// is between "Error:" and "Usage:".
function configurationErrors(log: string): string | undefined {
  const error = /^Error: (.*?)\nUsage:/ms.exec(log)?.[1];
  if (error === undefined) return undefined;
  const lines = error.split("\n").map((line) => line.trim());
  const violations = lines.flatMap((line) => {
    const [, pointer, message] = /^I\[#\/?(.*?)\] S\[.*?\] (.*)$/.exec(line) ?? [];
    // The parent of a wrong setting only says that something in it is wrong.
    if (pointer === undefined || message === undefined || message === "validation failed")
      return [];
    return [`${pointer.replaceAll("/", ".") || "kratos.yml"}: ${message}`];
  });
  return (violations.length > 0 ? violations : lines).join("\n");
}

const shownLines = 15;

function lastLines(log: string): string {
  return (
    log
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "")
      // A log line of Kratos contains the whole request. Its start says what happened.
      .map((line) => (line.length > 300 ? `${line.slice(0, 300)}…` : line))
      .slice(-shownLines)
      .join("\n")
  );
}
