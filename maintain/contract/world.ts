import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Browser, chromium } from "@playwright/test";
import { launchOptions } from "../../scripts/test/browser";
import { FaultProxy } from "../../e2e/fixtures/fault-proxy";
import { type Stack } from "../../e2e/fixtures/stack";
import { buildFolder, fromNobodysEnvironment } from "../../e2e/fixtures/start-app";
import { startLocalOry } from "../../scripts/local/local-ory";
import { freePorts } from "../../scripts/local/ports";
import { type Credentials, makeCredentials } from "./credentials";
import { root } from "./folders";
import { startServer } from "./server";

/** The origins of the examples that have one. */
export interface ExampleOrigins {
  express: string;
  react: string;
  go: string;
}

/** What all systems share: one Ory, the starter, one browser, and people with sessions. */
export interface World extends Credentials {
  appUrl: string;
  origins: ExampleOrigins;
  /** The proxy through which the systems reach Ory. */
  proxy: FaultProxy;
  stack: Stack;
  browser: Browser;
  /** For files built during the run. */
  folder: string;
  /** `stop` runs these in reverse order. */
  cleanUp: (() => Promise<unknown>)[];
  stop: () => Promise<void>;
}

/** Starts Ory, a proxy with faults in front of it, and the starter's production build. */
export async function startWorld(browserProgram: string): Promise<World> {
  const cleanUp: World["cleanUp"] = [];
  const stop = async () => {
    for (const end of cleanUp.reverse()) await end().catch(() => undefined);
  };
  try {
    const folder = await mkdtemp(path.join(tmpdir(), "ory-contract-"));
    process.once("exit", () => {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    });
    const browser = await chromium.launch(launchOptions(browserProgram));
    cleanUp.push(() => browser.close());

    const ports = await freePorts(8);
    const [app = 0, pub = 0, admin = 0, mail = 0, smtp = 0, ...examples] = ports;
    const appUrl = `http://localhost:${app}`;
    const [express = "", react = "", go = ""] = examples.map((port) => `http://localhost:${port}`);
    const origins = { express, react, go };
    const ory = await startLocalOry({
      appUrl,
      ports: { public: pub, admin, mail, smtp },
      dataFolder: path.join(folder, "ory"),
      allowedReturnOrigins: Object.values(origins),
      env: { HASHERS_BCRYPT_COST: "4" },
      log: () => undefined,
    });
    cleanUp.push(ory.stop);
    const proxy = await FaultProxy.start();
    cleanUp.push(() => proxy.close());
    proxy.upstream = ory.publicUrl;
    const stack: Stack = { appUrl, ory, output: [], stop: ory.stop };
    const starter = await startStarter(stack, proxy.url, origins);
    cleanUp.push(starter.stop);
    const credentials = await makeCredentials(stack);
    return { ...credentials, appUrl, origins, proxy, stack, browser, folder, cleanUp, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startStarter({ appUrl, ory }: Stack, oryUrl: string, origins: ExampleOrigins) {
  const port = new URL(appUrl).port;
  const next = path.join(root, "node_modules/next/dist/bin/next");
  return startServer(appUrl, process.execPath, [next, "start", "--port", port], {
    cwd: root,
    env: {
      NODE_ENV: "production",
      NEXT_DIST_DIR: buildFolder,
      ...fromNobodysEnvironment,
      NEXT_PUBLIC_ORY_SDK_URL: oryUrl,
      ORY_ADMIN_URL: ory.adminUrl,
      APP_URL: appUrl,
      ALLOWED_RETURN_ORIGINS: Object.values(origins).join(","),
    },
  });
}
