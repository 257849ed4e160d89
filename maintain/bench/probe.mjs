// Loaded into a measured server before it starts, to report its resource usage.
import { createServer } from "node:http";
import { Session } from "node:inspector/promises";
import process from "node:process";
import { setImmediate } from "node:timers/promises";

/** Collects garbage, so that only memory in use counts. */
async function tidyUp() {
  if (!globalThis.gc) return;
  // Some objects are only released after others.
  for (let turn = 0; turn < 3; turn++) {
    globalThis.gc();
    await setImmediate();
  }
}

/** A CPU profile between two requests. */
const profiler = new Session();
const profiling = {
  "/profile/start": async () => {
    profiler.connect();
    await profiler.post("Profiler.enable");
    await profiler.post("Profiler.start");
  },
  "/profile/stop": async () => {
    const { profile } = await profiler.post("Profiler.stop");
    profiler.disconnect();
    return profile;
  },
};

const server = createServer(async ({ url }, response) => {
  const change = profiling[url];
  if (change) {
    response.end(JSON.stringify((await change()) ?? {}));
    return;
  }
  await tidyUp();
  const { user, system } = process.cpuUsage();
  const sockets = process.getActiveResourcesInfo().filter((name) => name === "TCPSocketWrap");
  response.end(
    JSON.stringify({
      rss: process.memoryUsage.rss(),
      heap: process.memoryUsage().heapUsed,
      sockets: sockets.length,
      cpuMs: (user + system) / 1000,
    }),
  );
});
server.listen(Number(process.env.BENCH_PROBE_PORT), "localhost");
// It must not keep the server alive, nor count as a connection for long.
server.keepAliveTimeout = 1;
server.unref();
