import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { refuseUnserved } from "./refuse";

const server = createServer((request, response) => {
  if (request.url === "/kept") response.setHeader("cache-control", "public, max-age=60");
  if (request.method === "PUT") {
    response.statusCode = 500;
    response.setHeader("allow", "GET");
  }
  response.end(`served ${request.url ?? ""}`);
}).on("upgrade", () => {
  // Like Next.js, keeps the socket open.
});

beforeAll(async () => {
  refuseUnserved();
  await once(server.listen(0, "localhost"), "listening");
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Sends a raw request. Returns everything until the server closes the connection. */
async function ask(head: string): Promise<string> {
  const socket = connect((server.address() as AddressInfo).port, "localhost");
  socket.write(`${head}\r\nHost: localhost\r\nConnection: close, Upgrade\r\n\r\n`);
  return text(socket);
}

it("answers a request to upgrade like any other", async () => {
  expect(await ask("GET /a HTTP/1.1\r\nUpgrade: websocket")).toMatch(
    /^HTTP\/1.1 200[^]*served \/a/,
  );
});

it.each(["TRACE /a", "OPTIONS *"])("refuses %s", async (start) => {
  const answer = await ask(`${start} HTTP/1.1`);
  expect(answer).toMatch(/^HTTP\/1.1 405 /);
  expect(answer).toMatch(/^cache-control: no-store\r$/m);
  expect(answer).not.toContain("served");
});

it("refuses an absolute URL in place of a path", async () => {
  expect(await ask("GET http://evil.example/a HTTP/1.1")).toMatch(/^HTTP\/1.1 400 /);
});

it("keeps caches from what does not say how it may be cached", async () => {
  expect(await ask("GET /a HTTP/1.1")).toMatch(/^cache-control: no-store\r$/m);
  expect(await ask("GET /kept HTTP/1.1")).toMatch(/^cache-control: public, max-age=60\r$/m);
});

it("makes a refused method of the failure that Next.js makes of it", async () => {
  expect(await ask("PUT /file HTTP/1.1")).toMatch(/^HTTP\/1.1 405 Method Not Allowed\r$/m);
});

it("passes ordinary requests on", async () => {
  expect(await ask("OPTIONS /a HTTP/1.1")).toContain("served /a");
});
