import { readFile } from "node:fs/promises";

/** What a log says about why Kratos ended, as few lines as possible; "" when it says nothing. */
export function explainLog(log: string): string {
  return configurationErrors(log) ?? lastLines(log);
}

export async function readLog(file: string): Promise<string> {
  return readFile(file, "utf8").catch(() => "");
}

// Kratos says a wrong setting three times, with the whole section around it and its own usage. The
// useful part stands once between "Error:" and "Usage:".
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
      // A log line of Kratos carries the whole request; its beginning says what happened.
      .map((line) => (line.length > 300 ? `${line.slice(0, 300)}…` : line))
      .slice(-shownLines)
      .join("\n")
  );
}
