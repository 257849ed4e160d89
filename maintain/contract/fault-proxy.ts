import { createServer, connect, type Socket } from "node:net";

export interface FaultProxy {
  url: string;
  /** How the service behind it seems: as it is, unreachable, or late by `slowMs`. */
  become: (state: "up" | "down" | "slow") => Promise<void>;
}

const slowMs = 10_000;

/** Stands in front of a service on this machine, to make it fail while everything else runs. */
export async function startFaultProxy(port: number, target: number): Promise<FaultProxy> {
  let slow = false;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect({ host: "127.0.0.1", port: target });
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(from);
      from.on("error", () => to.destroy());
      from.on("close", () => {
        open.delete(from);
        to.destroy();
      });
    }
    // What is asked arrives late, on connections that were open before too.
    client.on("data", (chunk) => {
      if (slow) setTimeout(() => upstream.write(chunk), slowMs).unref();
      else upstream.write(chunk);
    });
    upstream.pipe(client);
  });
  const listen = () =>
    new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, "127.0.0.1", resolve);
    });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => {
        resolve();
      });
      for (const socket of open) socket.destroy();
    });
  await listen();
  return {
    url: `http://localhost:${port}`,
    become: async (state) => {
      slow = state === "slow";
      if (state === "down") await close();
      else if (!server.listening) await listen();
    },
  };
}
