import { Command } from "@commander-js/extra-typings";
import { explain } from "./local/explained-error";

/** Returns the command line of `npm run NAME`, which explains itself with `--help`. */
export function commandLine(name: string, about: string) {
  return new Command(`npm run ${name} --`).description(about).showHelpAfterError();
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
