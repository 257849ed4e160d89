import { startStep } from "../local/step";
import { type Outcome, sum } from "./outcome";

/** How a step ended, and what there is to read of it if that was not shown on the way. */
export interface Ended extends Outcome {
  output?: string;
}

/** The steps of a run. The summary has them in the order in which they began. */
export class Steps {
  readonly #ended = new Map<string, Outcome>();
  readonly #summary = new Map<string, string>();

  /** A step that shares the terminal with others: what it says is shown whole, when it ends. */
  beside(name: string, work: () => Promise<Ended>): Promise<boolean> {
    const progress = startStep(name, console.log);
    return this.#run(name, work, (said, { output = "" }) => {
      progress.done(`\n${heading(name)}\n${output === "" ? "" : `${output.trim()}\n`}${said}`);
    });
  }

  /** A step that has the terminal to itself. */
  alone(name: string, work: () => Promise<Ended>): Promise<boolean> {
    console.log(`\n${heading(name)}`);
    return this.#run(name, work, (said, { output }) => {
      if (output !== undefined) console.log(output);
      console.log(said);
    });
  }

  /** A step that can't run, because of others that failed. */
  leaveOut(name: string): void {
    this.#summary.set(name, `✗ ${name}  not run, because of the above`);
  }

  /** One line for each step: how it ended, and after what time. */
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
