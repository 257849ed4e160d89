import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { runInNewContext } from "node:vm";
import { Configuration, FrontendApi } from "@ory/client";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { logAsJson } from "./log";

const lineSchema = z.looseObject({
  time: z.iso.datetime(),
  level: z.string(),
  message: z.string(),
  stack: z.string().optional(),
  request_id: z.string().optional(),
});

const given = { ...console };
const server = createServer((request, response) => {
  if (request.url?.includes("/sessions/whoami")) response.statusCode = 500;
  setTimeout(() => {
    if (request.url?.startsWith("/fails")) console.error("it failed");
    response.end("done");
  });
});
let written: string[];
let url: string;

beforeAll(async () => {
  logAsJson({ trustRequestIds: true, requests: true });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  url = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  Object.assign(console, given);
  server.close();
});
beforeEach(() => {
  written = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => written.push(String(text)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const lines = () =>
  written
    .join("")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => lineSchema.parse(JSON.parse(line)));

describe("a line of the log", () => {
  it("is one JSON object, whatever was said", () => {
    console.log("two\nlines", 3, undefined, null);
    expect(written).toHaveLength(1);
    expect(written[0]).toMatch(/^\{.*\}\n$/);
    expect(lines()).toMatchObject([{ level: "info", message: "two\nlines 3 undefined null" }]);
  });

  it("has an error's name, message, cause and stack", () => {
    console.error("⨯", new TypeError("fetch failed", { cause: new Error("ECONNREFUSED") }));
    const [line] = lines();
    expect(line).toMatchObject({
      level: "error",
      message: "⨯ TypeError: fetch failed (Error: ECONNREFUSED)",
    });
    expect(line?.stack).toContain("log.test.ts");
  });

  it("has nothing of the request that an axios error holds, nor of any other object", async () => {
    const error: unknown = await new FrontendApi(new Configuration({ basePath: url }))
      .toSession({ cookie: "ory_session_x=secret" })
      .catch((reason: unknown) => reason);
    expect(error).toHaveProperty("config.headers.Cookie", "ory_session_x=secret");
    console.error(error, { email: "ann@example.com", token: "secret" });
    const said = lines().find(({ level }) => level === "error");
    expect(said?.message).toMatch(/^AxiosError: .* \[object Object\]$/);
    expect(written.join("")).not.toMatch(/secret|ann@/);
  });

  it("has a bounded length when an error is its own cause", () => {
    const error = new Error("round");
    error.cause = error;
    console.error(error);
    expect(lines()[0]?.message).toMatch(/^Error: round \(Error: round/);
  });

  it("has the message of an error of another realm", () => {
    console.error(runInNewContext("new TypeError('of the sandbox')"));
    expect(lines()[0]).toMatchObject({ message: "TypeError: of the sandbox" });
  });

  it("keeps a secret out of message and stack", () => {
    const text = "ann@example.com is not known";
    console.warn(text, new Error(text));
    expect(lines()).toHaveLength(1);
    expect(written.join("")).not.toContain("ann");
  });
});

describe("a request", () => {
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(url + path, { headers });
    await response.text();
    const id = response.headers.get("x-request-id") ?? "";
    await vi.waitFor(() => {
      expect(lines()).toContainEqual(expect.objectContaining({ request_id: id, method: "GET" }));
    });
    return id;
  };

  it("has a line with its answer, the path without its query, and a new id in both", async () => {
    const id = await get("/page?token=abc");
    expect(id).toMatch(/^[\w-]{36}$/);
    expect(lines()).toMatchObject([
      { level: "info", method: "GET", path: "/page", status: 200, request_id: id },
    ]);
    expect(await get("/page")).not.toBe(id);
  });

  it("has a line of its own beside others that are answered in the same moment", async () => {
    const paths = ["/a", "/b", "/c"];
    await Promise.all(paths.map((path) => get(path)));
    expect(lines()).toHaveLength(3);
    expect(lines().map(({ path }) => path)).toEqual(expect.arrayContaining(paths));
  });

  it("gives its id to everything that is logged while it is answered", async () => {
    const id = await get("/fails");
    expect(lines()).toMatchObject([
      { level: "error", message: "it failed", request_id: id },
      { path: "/fails", request_id: id },
    ]);
  });

  it("has its own id on a connection that carried another request", async () => {
    const ids = [await get("/fails"), await get("/fails")];
    const logged = lines().filter(({ message }) => message === "it failed");
    expect(logged.map(({ request_id }) => request_id)).toEqual(ids);
  });

  it("has a short line, however long its path is", async () => {
    await get(`/${"a".repeat(15_500)}`);
    expect(lines()).toMatchObject([{ path: "/…", message: "GET /… 200" }]);
  });

  it("keeps a trusted proxy's id, if it is one", async () => {
    expect(await get("/page", { "x-request-id": "edge-42" })).toBe("edge-42");
    expect(await get("/page", { "x-request-id": "{not} one" })).not.toContain("not");
  });
});
