import { Command } from "@commander-js/extra-typings";
import { explain } from "./local/explained-error";

/** Returns the command line of `npm run NAME`. It explains itself, and ends with 2 where it is wrong. */
export function commandLine(name: string, about: string) {
  return new Command(`npm run ${name} --`)
    .description(about)
    .showHelpAfterError()
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
}

/** Runs a script to its end. An error is told, and ends it with status 1. */
export async function run(main: () => Promise<void> | void): Promise<void> {
  try {
    await main();
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  }
}
