/**
 * `npm run test:all`: runs `npm test`, and the project's own checks if `maintain/` exists. Closes
 * with `N passed, N failed` for the sum.
 */
import { existsSync } from "node:fs";
import { close, sum } from "./outcome";
import { runScript } from "./run-script";

const outcomes = [await runScript("test")];
if (existsSync("maintain")) outcomes.push(await runScript("test", "--prefix", "maintain"));
console.log();
close(sum(outcomes));
