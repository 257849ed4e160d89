import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import getPort, { clearLockedPorts } from "get-port";
import { ExplainedError } from "./explained-error";

export interface PortUse {
  port: number;
  /** What the port is for, as the error should call it. */
  purpose: string;
  /** The environment variable that changes it. */
  variable: string;
}

/** Throws an ExplainedError that names every busy port, what it is for and how to change it. */
export async function assertPortsFree(uses: PortUse[]): Promise<void> {
  // It keeps the ports that it gave from others for a while; here the same one is asked for again.
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

/** Ports that are free now, for tests. Another program may take one before it is used. */
export function freePorts(count: number): Promise<number[]> {
  return Promise.all(Array.from({ length: count }, () => getPort()));
}

/** Resolves once something listens on the port. */
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
