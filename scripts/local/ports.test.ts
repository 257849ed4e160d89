import { createServer, type Server } from "node:net";
import { afterEach, expect, test } from "vitest";
import { assertPortsFree, freePorts } from "./ports";

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    await new Promise((resolve) => server.close(resolve));
  }
});

async function listen(port: number, host: string): Promise<void> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
}

async function twoPorts(): Promise<[number, number]> {
  const [first = 0, second = 0] = await freePorts(2);
  return [first, second];
}

test("free ports are fine", async () => {
  const [port] = await twoPorts();
  await expect(
    assertPortsFree([{ port, purpose: "the app", variable: "PORT" }]),
  ).resolves.toBeUndefined();
});

test.each(["127.0.0.1", "::1", "0.0.0.0"])("a port taken on %s is named", async (host) => {
  const [port] = await twoPorts();
  await listen(port, host);
  await expect(
    assertPortsFree([{ port, purpose: "Ory's public API", variable: "ORY_PUBLIC_PORT" }]),
  ).rejects.toThrow(
    `Port ${port} (Ory's public API) is in use. Stop what listens there, or set ORY_PUBLIC_PORT to another port.`,
  );
});

test("every busy port is said at once", async () => {
  const [first, second] = await twoPorts();
  await listen(first, "127.0.0.1");
  await listen(second, "127.0.0.1");
  await expect(
    assertPortsFree([
      { port: first, purpose: "the app", variable: "PORT" },
      { port: second, purpose: "the mail catcher's page", variable: "MAIL_PORT" },
    ]),
  ).rejects.toThrow(new RegExp(`Port ${first} .*PORT[^]*Port ${second} .*MAIL_PORT`));
});
