import { readdirSync, readFileSync } from "node:fs";
import { FakeOry } from "../../scripts/test/fake-ory";
import { freePorts } from "../../scripts/local/ports";
import { expect, formType, test } from "../fixtures/attack";
import { send } from "../fixtures/raw-http";
import { startApp } from "../fixtures/start-app";
import { waitForHttp } from "../fixtures/wait";

const kilobyte = 1024;
const megabyte = 1024 * kilobyte;

/** The app's limit for all bodies together, which lib/proxy/proxy.test.ts covers. */
const budget = 32 * megabyte;

test("a thousand large forms that a silent Ory leaves waiting take little memory", async () => {
  // Each request that reaches Ory waits ten seconds.
  test.setTimeout(300_000);
  const silent = await FakeOry.start();
  silent.answerWith(() => undefined);
  const [port = 0] = await freePorts(1);
  const url = `http://localhost:${port}`;
  const app = startApp({ port, env: { NEXT_PUBLIC_ORY_SDK_URL: silent.url } });
  try {
    await waitForHttp(url, app.exited);
    const before = mostMemory(url);
    const body = Buffer.from(`csrf_token=${"x".repeat(200 * kilobyte)}`);
    const headers = { "content-type": formType, accept: "text/html" };
    const answers = await Promise.all(
      Array.from({ length: 1_000 }, () =>
        send(url, "POST", "/self-service/login?flow=a", headers, body),
      ),
    );
    // 408: among so many, some bodies take too long to arrive.
    for (const { status } of answers) expect([408, 503]).toContain(status);
    expect(silent.requests.length).toBeGreaterThan(0);
    // Memory holds several copies of each body: as received, as a form and as sent.
    if (process.platform === "linux") expect(mostMemory(url) - before).toBeLessThan(16 * budget);
  } finally {
    app.kill();
    await app.exited;
    await silent.close();
  }
});

/** Returns the peak memory of an app's processes. */
function mostMemory(appUrl: string): number {
  if (process.platform !== "linux") return 0;
  const sizes = readdirSync("/proc").map((pid) => {
    try {
      if (!readFileSync(`/proc/${pid}/environ`, "utf8").includes(`APP_URL=${appUrl}\0`)) return 0;
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      return Number(/VmHWM:\s*(\d+)/.exec(status)?.[1] ?? 0) * kilobyte;
    } catch {
      // Not a process, or one that has ended.
      return 0;
    }
  });
  return Math.max(...sizes);
}
