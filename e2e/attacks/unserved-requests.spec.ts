import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { freePorts } from "../../scripts/local/ports";
import { expect, test } from "../fixtures/attack";
import { send } from "../fixtures/raw-http";
import { startApp } from "../fixtures/start-app";
import { waitForHttp } from "../fixtures/wait";

for (const path of ["/", "/dashboard", "/api/session", "/self-service/login/browser", "*"]) {
  for (const method of path === "*" ? ["OPTIONS"] : ["TRACE"]) {
    test(`${method} ${path} is refused`, async ({ stack }) => {
      const answer = await send(stack.appUrl, method, path);
      expect(answer.status).toBe(405);
      expect(answer.headers.allow).toBe("GET, HEAD, POST");
      expect(answer.headers["cache-control"]).toBe("no-store");
      expect(answer.headers["x-content-type-options"]).toBe("nosniff");
      expect(answer.body).toBe("");
    });
  }
}

for (const [path, status] of [
  ["/no/such/page", 404],
  ["/dashboard", 307],
  ["/api/session", 401],
  ["/self-service/login/browser", 303],
  ["/_next/hmr", 404],
] as const) {
  test(`a request to upgrade ${path} is answered like any other`, async ({ stack }) => {
    const answer = await text(upgrade(stack.appUrl, path, "close, Upgrade"));
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });
}

test("a request to upgrade does not hold up the end of the server", async ({ stack }) => {
  test.skip(process.platform === "win32", "Windows has no such signal.");
  const [port = 0] = await freePorts(1);
  const url = `http://localhost:${port}`;
  const app = startApp({ port, env: { NEXT_PUBLIC_ORY_SDK_URL: stack.ory.publicUrl } });
  await waitForHttp(url, app.exited);
  const socket = upgrade(url, "/no/such/page", "Upgrade");
  // The client keeps this connection open, so only the server's shutdown closes it.
  const answered = text(socket);
  await new Promise((resolve) => socket.once("readable", resolve));
  void app.stop();
  expect(await answered).toMatch(/^HTTP\/1.1 404 /);
  // A kill after a timeout would give 137.
  expect(await app.exited).toBe(128 + 15);
});

function upgrade(url: string, path: string, connection: string) {
  const { port, host } = new URL(url);
  const socket = connect(Number(port), "localhost");
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: ${connection}\r\nUpgrade: websocket\r\n` +
      "Sec-WebSocket-Key: x3JJHMbDL1EzLkh9GBhXDw==\r\nSec-WebSocket-Version: 13\r\n\r\n",
  );
  return socket;
}
