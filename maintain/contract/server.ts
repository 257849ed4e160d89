import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { waitForHttp } from "../../e2e/fixtures/wait";
import { type Child, startChild } from "../../scripts/local/child";

/** Returns an environment for child processes without a proxy for localhost. */
export function environment(own: Record<string, string>): Record<string, string | undefined> {
  return { ...process.env, NO_PROXY: "localhost", no_proxy: "localhost", ...own };
}

/**
 * Starts a server, and resolves once it responds. It writes to a file, because a pipe could block a
 * measured server until this process reads it.
 */
export async function startServer(
  url: string,
  program: string,
  args: string[],
  options: { cwd: string; env: Record<string, string> },
): Promise<Child> {
  const folder = mkdtempSync(path.join(tmpdir(), "ory-server-"));
  const output = path.join(folder, "output");
  const file = openSync(output, "w");
  const child = startChild(program, args, {
    cwd: options.cwd,
    env: environment(options.env),
    output: file,
  });
  closeSync(file);
  const forget = () => {
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await waitForHttp(url, child.exited);
    void child.exited.then(forget);
    return child;
  } catch (error) {
    await child.stop();
    const said = readFileSync(output, "utf8");
    forget();
    throw new Error(`${url} did not start:\n${said}`, { cause: error });
  }
}
