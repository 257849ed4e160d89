import path from "node:path";
import { curlSystem } from "./curl-system";
import { examples } from "./folders";
import { httpSystem } from "./http-system";
import { step } from "./install";
import { reactSystem } from "./react-system";
import { startServer } from "./server";
import { signInAndReturn } from "./sign-in";
import type { System } from "./system";
import type { World } from "./world";

/** How to start each of the five systems. */
export const systems: Record<string, (world: World) => Promise<System>> = {
  "Next.js": (world) =>
    Promise.resolve(httpSystem(world, world.appUrl, { path: "/api/session", pages: false })),

  Express: (world) =>
    startExample(world, "express", process.execPath, ["--import", "tsx", "src/server.ts"]),

  React: async (world) => {
    const origin = world.origins.react;
    const cwd = path.join(examples, "react");
    const built = path.join(world.folder, "react");
    const vite = path.join("node_modules/vite/bin/vite.js");
    const output = ["--outDir", built, "--emptyOutDir"];
    // The starter's URL is built into the browser's bundle.
    const env = { VITE_STARTER_URL: world.appUrl, PORT: new URL(origin).port };
    await step("Building the React app", process.execPath, [vite, "build", ...output], cwd, env);
    const args = [vite, "preview", "--outDir", built];
    const child = await startServer(origin, process.execPath, args, { cwd, env });
    world.cleanUp.push(child.stop);
    return reactSystem(world);
  },

  Go: async (world) => {
    const program = path.join(world.folder, process.platform === "win32" ? "go.exe" : "go");
    const cwd = path.join(examples, "go");
    await step("Building the Go server", "go", ["build", "-o", program, "."], cwd);
    return startExample(world, "go", program, []);
  },

  cURL: (world) => Promise.resolve(curlSystem(world)),
};

async function startExample(
  world: World,
  name: "express" | "go",
  program: string,
  args: string[],
): Promise<System> {
  const origin = world.origins[name];
  const child = await startServer(origin, program, args, {
    cwd: path.join(examples, name),
    env: {
      PORT: new URL(origin).port,
      APP_URL: origin,
      STARTER_URL: world.appUrl,
      ORY_SDK_URL: world.proxy.url,
    },
  });
  world.cleanUp.push(child.stop);
  return {
    ...httpSystem(world, origin, { path: "/session", pages: true }),
    signIn: () => signInAndReturn(world, origin),
  };
}
