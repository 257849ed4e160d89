// Prints the starter's Kratos settings, as lines for its .env.local.
import { z } from "zod";
import { readConfig } from "./config.ts";
import { hookAnswers, hookEnvironment } from "./kratos-hooks.ts";

const { port, hookSecret } = readConfig();
const answer = z.enum(hookAnswers).default("ignored").parse(process.argv[2]);
const url = `http://localhost:${port}/hooks/registration`;
for (const [name, value] of Object.entries(hookEnvironment({ url, secret: hookSecret, answer }))) {
  console.log(`${name}='${value}'`);
}
