import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";

it("next.config.mjs refuses a basePath, and says what to do instead", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "ory-nextjs-starter-config-"));
  try {
    const file = path.join(folder, "next.config.mjs");
    const config = readFileSync("next.config.mjs", "utf8");
    writeFileSync(
      file,
      config.replace("const config = {", 'const config = {\n  basePath: "/app",'),
    );
    await expect(import(pathToFileURL(file).href)).rejects.toThrow("a host name of its own");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
