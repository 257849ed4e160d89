import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import root from "../../vitest.config";

export default defineConfig({
  ...root,
  root: fileURLToPath(new URL("../..", import.meta.url)),
  test: {
    ...root.test,
    include: ["maintain/fuzz/*.test.ts"],
    setupFiles: ["maintain/fuzz/setup.ts"],
    // A property's duration depends on its number of runs.
    testTimeout: 0,
    hookTimeout: 300_000,
  },
});
