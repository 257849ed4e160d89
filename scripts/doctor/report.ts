import { bold, cyan, dim, green, red, yellow } from "../local/style";
import type { Finding } from "./finding";
import type { Part } from "./examine";

const symbols = {
  right: green("✓"),
  doubtful: yellow("!"),
  wrong: red("✗"),
  unchecked: dim("–"),
};

export function partText({ title, findings }: Part): string {
  return `${[bold(title), ...findings.map(findingText)].join("\n").trimEnd()}\n`;
}

function findingText(finding: Finding): string {
  const line = `  ${symbols[finding.status]} ${finding.says.replaceAll("\n", "\n    ")}`;
  switch (finding.status) {
    case "right":
      return line;
    case "unchecked":
      return dim(line);
    case "doubtful":
    case "wrong":
      return [
        line,
        ...indented(`What people notice: ${finding.notice}`),
        ...finding.mend.flatMap((mend) =>
          // A command stays on one line, so it can be copied.
          mend.startsWith("$ ") ? [`      ${cyan(mend.slice(2))}`] : indented(mend),
        ),
        "",
      ].join("\n");
  }
}

export type Counts = Record<Finding["status"], number>;

export function count(findings: Finding[]): Counts {
  const counts: Counts = { right: 0, doubtful: 0, wrong: 0, unchecked: 0 };
  for (const { status } of findings) counts[status]++;
  return counts;
}

export function summaryText(counts: Counts): string {
  const said = [
    counts.wrong > 0 && red(`${counts.wrong} wrong`),
    counts.doubtful > 0 && yellow(`${counts.doubtful} to look at`),
    counts.unchecked > 0 && `${counts.unchecked} not checked`,
    `${counts.right} right`,
  ].filter((part) => part !== false);
  return said.join(", ");
}

const width = 92;

function indented(text: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + word.length + 1 > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].map((each) => `      ${each}`);
}
