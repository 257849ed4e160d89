/**
 * Breaks a real configuration in every way that `npm run doctor` knows. Expects exactly the
 * matching findings, and none for a correct setup. Needs the production build of `npm test`. Closes
 * with `N passed, N failed`.
 */
import { close } from "../scripts/test/outcome";
import { Checks } from "./checks";
import { brokenApp } from "./doctor/broken-app";
import { brokenEnvironment } from "./doctor/broken-environment";
import { brokenFront } from "./doctor/broken-front";
import { brokenOry } from "./doctor/broken-ory";
import { brokenPath } from "./doctor/broken-path";
import { healthySystem } from "./doctor/healthy-system";
import { nothingWrong } from "./doctor/nothing-wrong";

const checks = new Checks();
const healthy = await healthySystem();
try {
  await nothingWrong(checks, healthy);
  await brokenEnvironment(checks, healthy);
  await brokenPath(checks, healthy);
  await brokenFront(checks, healthy);
  await brokenApp(checks, healthy);
  await brokenOry(checks);
} finally {
  await healthy.stop();
}
close(checks);
