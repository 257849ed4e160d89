import { test as base } from "./fixtures";
import { FaultProxy } from "./fault-proxy";

interface WorkerFixtures {
  /** Between the app and its Ory. */
  oryProxy: FaultProxy;
}

/** The tests' system, with a proxy that records and breaks what passes between the app and Ory. */
export const test = base.extend<object, WorkerFixtures>({
  oryProxy: [
    async ({}, use) => {
      const proxy = await FaultProxy.start();
      await use(proxy);
      await proxy.close();
    },
    { scope: "worker" },
  ],

  stackOptions: [
    async ({ oryProxy }, use) => {
      await use({ appEnv: { NEXT_PUBLIC_ORY_SDK_URL: oryProxy.url } });
    },
    { scope: "worker" },
  ],

  stack: [
    async ({ stack, oryProxy }, use) => {
      oryProxy.upstream = stack.ory.publicUrl;
      await use(stack);
    },
    { scope: "worker" },
  ],
});

export { expect } from "./fixtures";
