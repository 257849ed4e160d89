import { expect, test } from "./fixtures/fault-fixtures";
import { FaultProxy } from "./fixtures/fault-proxy";
import { createAccount } from "./fixtures/people";
import { type RawAnswer, send } from "./fixtures/raw-http";
import { sessionCookie } from "./fixtures/session-cookie";
import type { Stack } from "./fixtures/stack";
import { startApp } from "./fixtures/start-app";
import { freePorts } from "../scripts/local/ports";
import { waitForHttp } from "./fixtures/wait";

const health = (appUrl: string) => send(appUrl, "GET", "/api/health");
const ready = (appUrl: string) => send(appUrl, "GET", "/api/health?ready");

test("the app says that it lives, and that it is ready only while Ory is", async ({
  stack,
  oryProxy,
}) => {
  const healthy = { status: 200, body: '{"status":"ok"}' };
  expect(await health(stack.appUrl)).toMatchObject(healthy);
  expect(await ready(stack.appUrl)).toMatchObject(healthy);

  for (const fault of ["down", "slow 10 s", "429", "500"] as const) {
    await oryProxy.breakWith(fault);
    const answer = await ready(stack.appUrl);
    expect(answer.status, fault).toBe(503);
    expect(answer.headers["retry-after"]).toMatch(/^\d+$/);
    expect(answer.headers["cache-control"]).toContain("no-store");
    const alive = await health(stack.appUrl);
    expect(alive).toMatchObject(healthy);
    expect(alive.headers["cache-control"]).toContain("no-store");
    await oryProxy.recover();
    expect(await ready(stack.appUrl)).toMatchObject(healthy);
  }
});

test("an Ory that answers but has no health of its own is ready", async ({ stack, oryProxy }) => {
  oryProxy.upstream = `${stack.ory.publicUrl}/self-service`;
  expect(await ready(stack.appUrl)).toMatchObject({ status: 200 });
  expect(oryProxy.requests.at(-1)?.path).toBe("/health/ready");
  oryProxy.upstream = stack.ory.publicUrl;
});

test.describe("asked to end", () => {
  test.skip(process.platform === "win32", "Windows has no such signal.");

  test("the app finishes what is under way, takes nothing new, and ends", async ({
    stack,
    oryProxy,
  }) => {
    const { app, underWay } = await endDuringView(stack, oryProxy, {});
    await expect(async () => {
      await expect(health(app.url)).rejects.toThrow("ECONNREFUSED");
    }).toPass();
    const answer = await underWay;
    expect(answer.status).toBe(200);
    expect(answer.body).toContain("Welcome");
    // The shell's exit code for SIGTERM, which is 15.
    expect(await app.exited).toBe(128 + 15);
  });

  test("the app first says that it takes no more, and serves until the balancer knows", async ({
    stack,
    oryProxy,
  }) => {
    const { app, underWay } = await endDuringView(stack, oryProxy, {
      SHUTDOWN_DELAY_SECONDS: "2",
    });
    await expect.poll(async () => (await health(app.url)).status).toBe(503);
    expect((await ready(app.url)).status).toBe(503);
    expect((await send(app.url, "GET", "/")).status).toBe(200);
    expect((await underWay).status).toBe(200);
    expect(await app.exited).toBe(128 + 15);
    await expect(health(app.url)).rejects.toThrow("ECONNREFUSED");
  });
});

/** Starts another app, and stops it while a page waits for Ory. */
async function endDuringView(
  stack: Stack,
  oryProxy: FaultProxy,
  env: Record<string, string>,
): Promise<{ app: { url: string; exited: Promise<number> }; underWay: Promise<RawAnswer> }> {
  const [port = 0] = await freePorts(1);
  const url = `http://localhost:${port}`;
  const app = startApp({ port, env: { NEXT_PUBLIC_ORY_SDK_URL: oryProxy.url, ...env } });
  await waitForHttp(url, app.exited);
  const cookie = await sessionCookie(stack.appUrl, await createAccount(stack));
  await oryProxy.breakWith("slow 2 s");
  oryProxy.requests = [];
  const underWay = send(url, "GET", "/dashboard", { cookie });
  await expect.poll(() => oryProxy.requests.length).toBe(1);
  await oryProxy.recover();
  void app.stop();
  return { app: { url, exited: app.exited }, underWay };
}
