/**
 * `npm run doctor`: checks the configuration against the live Ory and the running app, and suggests
 * fixes. Exits with 1 if it finds a problem.
 */
import { commandLine, run } from "./cli";
import { examine, type Part } from "./doctor/examine";
import { redactor } from "./doctor/redact";
import { count, partText, summaryText } from "./doctor/report";
import { loadEnvironmentFiles } from "./local/environment-files";

const command = commandLine("doctor", "Checks the configuration against the live Ory and app.")
  .option("--production", "read .env.production, as npm start does, and no local Ory", false)
  .option(
    "--deep",
    "make an account, sign in with it and delete it (without asking in the Ory of npm run dev)",
  )
  .option("--no-deep", "make none there either")
  .option("--json", "print everything as JSON, for programs", false)
  .parse();

await run(async () => {
  const { production, json, deep } = command.opts();
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
  if (counts.wrong > 0) process.exitCode = 1;
});
