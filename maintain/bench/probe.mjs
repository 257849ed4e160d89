// Loaded into a server that is measured, before it starts: tells what it uses up.
import { createServer } from "node:http";
import { Session } from "node:inspector/promises";
import process from "node:process";
import { setImmediate } from "node:timers/promises";

/** What is left is what is held: without this, memory is whatever was not tidied up yet. */
async function tidyUp() {
  if (!globalThis.gc) return;
  // Some things are let go only after others have been.
  for (let turn = 0; turn < 3; turn++) {
    globalThis.gc();
    await setImmediate();
  }
}

/** Its processor's profile, between these two requests. */
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
// It neither keeps the server alive nor counts as one of its connections for long.
server.keepAliveTimeout = 1;
server.unref();
