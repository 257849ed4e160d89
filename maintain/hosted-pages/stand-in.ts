import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

const flowSchema = z.object({
  ui: z.object({
    action: z.string(),
    method: z.string(),
    nodes: z.array(
      z.object({
        attributes: z.object({
          name: z.string().optional(),
          type: z.string().optional(),
          value: z.union([z.string(), z.number(), z.boolean()]).optional(),
        }),
      }),
    ),
  }),
});

/** Starts a server with Ory's hosted pages at `/ui/…` that forwards all else to `oryUrl`. */
export async function startHostedPages(oryUrl: string) {
  const server = createServer((request, response) => {
    const { method = "GET", url = "/", headers } = request;
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      void answer(method, url, { ...headers }, Buffer.concat(chunks)).then(
        async (from) => {
          from.headers.forEach((value, name) => {
            if (
              !/^(set-cookie|content-(encoding|length)|transfer-encoding|connection)$/.test(name)
            ) {
              response.setHeader(name, value);
            }
          });
          response.setHeader("set-cookie", from.headers.getSetCookie());
          response.writeHead(from.status).end(Buffer.from(await from.arrayBuffer()));
        },
        (error: unknown) => response.writeHead(502).end(String(error)),
      );
    });
  });

  async function answer(
    method: string,
    url: string,
    headers: Record<string, string | string[] | undefined>,
    body: Buffer,
  ): Promise<Response> {
    const given = new Headers();
    for (const name of ["accept", "cookie", "content-type", "host", "x-session-token"]) {
      const value = headers[name];
      if (typeof value === "string") given.set(name, value);
    }
    // Like Ory's pages: without a flow, it starts one.
    const begins =
      /^\/ui\/(login|registration|recovery|verification)(?![^?]*\?(?:.*&)?flow=)(.*)$/.exec(url);
    if (begins) {
      const [, type = "", query = ""] = begins;
      return new Response(null, {
        status: 303,
        headers: { location: `/self-service/${type}/browser${query}` },
      });
    }
    const hosted = /^\/ui\/(\w+)\?flow=([\w-]+)/.exec(url);
    if (!hosted) {
      return fetch(oryUrl + url, {
        method,
        headers: given,
        redirect: "manual",
        ...(body.length > 0 && { body: new Uint8Array(body) }),
      });
    }
    given.set("accept", "application/json");
    const [, type = "", id = ""] = hosted;
    const flow = await fetch(`${oryUrl}/self-service/${type}/flows?id=${id}`, { headers: given });
    const { ui } = flowSchema.parse(await flow.json());
    const inputs = ui.nodes.map(({ attributes: { name = "", type = "text", value = "" } }) =>
      type === "submit"
        ? `<button name="${name}" value="${String(value)}">${String(value)}</button>`
        : `<input name="${name}" type="${type}" value="${String(value)}">`,
    );
    const form = `<form action="${ui.action}" method="${ui.method}">${inputs.join("")}</form>`;
    return new Response(`<!doctype html><title>Hosted</title>${form}`, {
      headers: { "content-type": "text/html" },
    });
  }

  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
