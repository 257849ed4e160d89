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
    // Catches hangs only: a busy machine must not fail a test.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Some libraries force color when CI is set.
    env: { NO_COLOR: "1" },
    // Its modules import "next/server" in a way that Node.js alone can't resolve.
    server: { deps: { inline: ["@ory/nextjs"] } },
    // Two on two cores as well: some tests wait for processes most of the time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    include: ["{app,components,docs,e2e,lib,ory,scripts}/**/*.test.{ts,tsx}", "middleware.test.ts"],
  },
});
