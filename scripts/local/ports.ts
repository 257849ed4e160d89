import { connect, createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { ExplainedError } from "./explained-error";

export interface PortUse {
  port: number;
  /** What the port is for, as the error should call it. */
  purpose: string;
  /** The environment variable that changes it. */
  variable: string;
}

/** Someone else listens on a port that is needed. */
export class BusyPortError extends ExplainedError {
  override name = "BusyPortError";
}

/** Throws a BusyPortError that names every busy port, what it is for and how to change it. */
export async function assertPortsFree(uses: PortUse[]): Promise<void> {
  const busy = await Promise.all(uses.map(async (use) => ((await isBusy(use.port)) ? [use] : [])));
  const lines = busy
    .flat()
    .map(
      ({ port, purpose, variable }) =>
        `Port ${port} (${purpose}) is in use. Stop what listens there, or set ${variable} to another port.`,
    );
  if (lines.length > 0) throw new BusyPortError(lines.join("\n"));
}

/** Resolves once something listens on the port. */
export async function untilListening(port: number): Promise<void> {
  while (!(await accepts("127.0.0.1", port))) await delay(100);
}

// "localhost" is both addresses, and a browser may try either one first.
const loopback = ["127.0.0.1", "::1"];

async function isBusy(port: number): Promise<boolean> {
  const answers = await Promise.all(
    loopback.flatMap((host) => [accepts(host, port), bindFails(host, port)]),
  );
  return answers.includes(true);
}

// macOS and Windows let one program bind a loopback address while another has the port on all
// addresses, so binding alone would miss it.
function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1000 });
    const answer = (busy: boolean) => {
      socket.destroy();
      resolve(busy);
    };
    socket.once("connect", () => {
      answer(true);
    });
    socket.once("timeout", () => {
      answer(false);
    });
    socket.once("error", () => {
      answer(false);
    });
  });
}

function bindFails(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      // A machine without IPv6 has no ::1 to be busy on. EACCES: reserved by the system.
      resolve(error.code === "EADDRINUSE" || error.code === "EACCES");
    });
    server.listen({ host, port, exclusive: true }, () => {
      server.close(() => {
        resolve(false);
      });
    });
  });
}

/** Ports that are free now, for tests. Another program may take one before it is used. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
          const server = createServer();
          server.once("error", reject);
          server.listen(0, "127.0.0.1", () => {
            resolve(server);
          });
        }),
    ),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("The server has no port.");
    return address.port;
  });
  await Promise.all(
    servers.map(
      (server) =>
        new Promise<void>((resolve) => {
          server.close(() => {
            resolve();
          });
        }),
    ),
  );
  return ports;
}
