import { startStep } from "../local/step";
import { type Outcome, sum } from "./outcome";

/** A step's result, with its output if that wasn't shown live. */
export interface Ended extends Outcome {
  output?: string;
}

/** The steps of a run. The summary lists them in starting order. */
export class Steps {
  readonly #ended = new Map<string, Outcome>();
  readonly #summary = new Map<string, string>();

  /** Runs a step in parallel with others. Its output is shown as a whole at the end. */
  beside(name: string, work: () => Promise<Ended>): Promise<boolean> {
    const progress = startStep(name, console.log);
    return this.#run(name, work, (said, { output = "" }) => {
      progress.done(`\n${heading(name)}\n${output === "" ? "" : `${output.trim()}\n`}${said}`);
    });
  }

  alone(name: string, work: () => Promise<Ended>): Promise<boolean> {
    console.log(`\n${heading(name)}`);
    return this.#run(name, work, (said, { output }) => {
      if (output !== undefined) console.log(output);
      console.log(said);
    });
  }

  /** Marks a step as not run, because others failed. */
  leaveOut(name: string): void {
    this.#summary.set(name, `✗ ${name}  not run, because of the above`);
  }

  /** Returns one line for each step, with its result and duration. */
  get summary(): string {
    return [...this.#summary.values()].join("\n");
  }

  get outcome(): Outcome {
    return sum([...this.#ended.values()]);
  }

  async #run(
    name: string,
    work: () => Promise<Ended>,
    show: (said: string, ended: Ended) => void,
  ): Promise<boolean> {
    this.#summary.set(name, `✗ ${name}  did not end`);
    const started = Date.now();
    const ended = await work().catch((error: unknown) => ({
      passed: 0,
      failed: 1,
      output: error instanceof Error ? error.message : String(error),
    }));
    const good = ended.failed === 0;
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    const said = `${good ? "✓" : "✗"} ${name.padEnd(14)}${seconds.padStart(6)} s`;
    this.#ended.set(name, ended);
    this.#summary.set(name, said);
    show(said, ended);
    return good;
  }
}

function heading(name: string): string {
  return `── ${name} ${"─".repeat(60 - name.length)}`;
}
