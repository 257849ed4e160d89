import { createServer, type RequestListener } from "node:http";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { readSetup, requireAdmin } from "../local/setup";
import { openAdmin } from "./admin";
import type { Row } from "./people-file";

const row: Row = {
  line: 2,
  traits: { email: "ann@example.com" },
  identifier: "ann@example.com",
  verifiedEmails: [],
  passwordHash: undefined,
};

const cleanUp: (() => void)[] = [];
afterEach(() => {
  for (const end of cleanUp.splice(0)) end();
});

/** Stands in for Ory Network's rate limits and API keys in front of a Kratos. */
async function adminBehind(front: RequestListener) {
  const server = createServer(front);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  cleanUp.push(() => server.close());
  const { port } = z.object({ port: z.number() }).parse(server.address());
  const headers = { authorization: "Bearer ory_pat_1" };
  return openAdmin(
    { url: `http://127.0.0.1:${port}`, headers },
    {
      schemaId: "person",
      importName: "people.csv",
      expiresIn: "1h",
      appUrl: "http://localhost:3000",
    },
  );
}

test("where Ory asks for time, it is asked again", async () => {
  const statuses = [429, 503, 201];
  let asked = 0;
  const admin = await adminBehind((_, response) => {
    const status = statuses[asked++] ?? 500;
    response.writeHead(status, { "content-type": "application/json", "x-ratelimit-reset": "0" });
    response.end(JSON.stringify({ id: "an-id" }));
  });
  await expect(admin.create(row)).resolves.toEqual({ outcome: "created", id: "an-id" });
  expect(asked).toBe(3);
});

test("a token that is refused ends the import, and nobody is tried twice", async () => {
  let asked = 0;
  const admin = await adminBehind(({ headers }, response) => {
    asked++;
    response.writeHead(headers.authorization === "Bearer ory_pat_1" ? 401 : 500).end();
  });
  await expect(admin.create(row)).rejects.toThrow(/no admin access \(status 401\)/);
  expect(asked).toBe(1);
});

test("an answer that is not Ory's ends it", async () => {
  const admin = await adminBehind((_, response) => {
    response.writeHead(201, { "content-type": "text/html" }).end("<h1>Welcome</h1>");
  });
  await expect(admin.create(row)).rejects.toThrow(/is no admin API of Ory/);
});

test("accounts are made where the app has its own", async () => {
  const access = async (environment: Record<string, string>) =>
    requireAdmin(await readSetup(environment, false));
  expect(await access({})).toEqual({ url: "http://localhost:4001", headers: {} });
  const kratos = { NEXT_PUBLIC_ORY_SDK_URL: "http://kratos:4433" };
  const ownAdmin = await access({ ...kratos, ORY_ADMIN_URL: "http://kratos:4434/" });
  expect(ownAdmin.url).toBe("http://kratos:4434");
  const project = { NEXT_PUBLIC_ORY_SDK_URL: "https://slug.projects.oryapis.com/" };
  expect(await access({ ...project, ORY_PROJECT_API_TOKEN: "ory_pat_1" })).toEqual({
    url: "https://slug.projects.oryapis.com",
    headers: { authorization: "Bearer ory_pat_1" },
  });
  await expect(access(project)).rejects.toThrow(/ORY_PROJECT_API_TOKEN/);
});
