import { Agent, createServer, request as requestUpstream } from "node:http";
import { pipeline } from "node:stream/promises";
import { setTimeout as delay } from "node:timers/promises";
import { freePorts } from "../../scripts/local/ports";

export interface DelayProxy {
  url: string;
  close: () => void;
}

/** Starts a proxy that delays each request, to simulate a distant server. */
export async function startDelayProxy(upstream: string, delayMs: number): Promise<DelayProxy> {
  const [port = 0] = await freePorts(1);
  const agent = new Agent({ keepAlive: true });
  const server = createServer((request, response) => {
    const pass = async () => {
      await delay(delayMs);
      const { method, url = "/", headers } = request;
      const asked = requestUpstream(upstream + url, { method, headers, agent });
      asked.once("error", () => response.destroy());
      asked.once("response", (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        pipeline(answer, response).catch(() => response.destroy());
      });
      request.pipe(asked);
    };
    pass().catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "localhost", resolve);
  });
  return {
    url: `http://localhost:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
      agent.destroy();
    },
  };
}
