import { Command } from "@commander-js/extra-typings";
import { explain } from "./local/explained-error";

/** Returns the command of `npm run NAME`. It has `--help`, and exits with 2 on wrong usage. */
export function commandLine(name: string, about: string) {
  return new Command(`npm run ${name} --`)
    .description(about)
    .showHelpAfterError()
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
}

/** Runs a script. On an error it prints the explanation and sets exit code 1. */
export async function run(main: () => Promise<void> | void): Promise<void> {
  try {
    await main();
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  }
}
