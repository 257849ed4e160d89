import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: {
    alias: {
      "@": fileURLToPath(new URL(".", import.meta.url)),
      // "server-only" throws outside React Server Components; its empty twin is what Next.js loads there.
      "server-only": fileURLToPath(new URL("node_modules/server-only/empty.js", import.meta.url)),
    },
  },
  test: {
    // Ends what hangs. A machine that does other work as well is never that slow.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Libraries that color a terminal do so where CI is set, too.
    env: { NO_COLOR: "1" },
    // Its modules import "next/server" in a way that Node.js alone can't resolve.
    server: { deps: { inline: ["@ory/nextjs"] } },
    // Two on two cores as well: some tests wait for processes most of the time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    include: ["{app,components,docs,e2e,lib,ory,scripts}/**/*.test.{ts,tsx}", "middleware.test.ts"],
  },
});
