import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import getPort, { clearLockedPorts } from "get-port";
import { ExplainedError } from "./explained-error";

export interface PortUse {
  port: number;
  /** The port's purpose, as the error names it. */
  purpose: string;
  variable: string;
}

/** Throws an ExplainedError that lists every busy port, its purpose and how to change it. */
export async function assertPortsFree(uses: PortUse[]): Promise<void> {
  // get-port locks the ports it returned for a while, but these are requested again.
  clearLockedPorts();
  const free = await Promise.all(uses.map(async ({ port }) => (await getPort({ port })) === port));
  const lines = uses
    .filter((_, index) => !free[index])
    .map(
      ({ port, purpose, variable }) =>
        `Port ${port} (${purpose}) is in use. Stop what listens there, or set ${variable} to another port.`,
    );
  if (lines.length > 0) throw new ExplainedError(lines.join("\n"));
}

/** Returns ports that are free now, for tests. Another program may take one before its use. */
export function freePorts(count: number): Promise<number[]> {
  return Promise.all(Array.from({ length: count }, () => getPort()));
}

export async function untilListening(port: number): Promise<void> {
  const listens = () =>
    new Promise<boolean>((resolve) => {
      const socket = connect({ host: "127.0.0.1", port });
      const answer = (value: boolean) => {
        socket.destroy();
        resolve(value);
      };
      socket.once("connect", answer.bind(null, true)).once("error", answer.bind(null, false));
    });
  while (!(await listens())) await delay(100);
}
