import { waitForHttp } from "../../e2e/wait";
import { type Child, startChild } from "../../ory/local/child";

/** The environment of what is started: nobody's proxy stands between it and this machine. */
export function environment(own: Record<string, string>): Record<string, string | undefined> {
  return { ...process.env, NO_PROXY: "localhost", no_proxy: "localhost", ...own };
}

/** Starts a server, and resolves when it answers. */
export async function startServer(
  url: string,
  program: string,
  args: string[],
  options: { cwd: string; env: Record<string, string> },
): Promise<Child> {
  const output: string[] = [];
  const child = startChild(program, args, {
    cwd: options.cwd,
    env: environment(options.env),
    output: (line) => output.push(line),
  });
  try {
    await waitForHttp(url, child.exited);
    return child;
  } catch (error) {
    await child.stop();
    throw new Error(`${url} did not start:\n${output.join("\n")}`, { cause: error });
  }
}
