/**
 * `npm run doctor`: checks the configuration against the live Ory and the running app, and says how
 * to mend what is wrong. Ends with 1 where something is.
 */
import { parseArgs } from "node:util";
import { examine, type Part } from "./doctor/examine";
import { redactor } from "./doctor/redact";
import { count, partText, summaryText } from "./doctor/report";
import { loadEnvironmentFiles } from "./local/environment-files";

const usage = `Usage: npm run doctor -- [options]

  --production   reads the environment as "npm start" does: .env.production, and no local Ory
  --deep         makes an account, signs in with it and deletes it (in the Ory of npm run dev without asking)
  --no-deep      makes none there either
  --json         prints everything as JSON, for programs`;

function readOptions() {
  try {
    return parseArgs({
      options: {
        production: { type: "boolean", default: false },
        deep: { type: "boolean" },
        "no-deep": { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    }).values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exit(2);
  }
}

const { production, json, help, ...depth } = readOptions();
const deep = depth["no-deep"] ? false : depth.deep;
if (help) {
  console.log(usage);
  process.exit(0);
}
loadEnvironmentFiles(!production);
const redact = redactor(process.env);

const parts: Part[] = [];
for await (const part of examine(process.env, { production, deep })) {
  parts.push(part);
  if (!json) console.log(redact(partText(part)));
}
const findings = parts.flatMap((part) => part.findings);
const counts = count(findings);
console.log(json ? redact(JSON.stringify({ counts, findings }, null, 2)) : summaryText(counts));
process.exitCode = counts.wrong > 0 ? 1 : 0;
