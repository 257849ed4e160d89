import { describe, expect, it } from "vitest";
import { appOrigins, originForHost } from "./app-url";

describe("appOrigins", () => {
  it("are those of APP_URL, in its order, without path and default port", () => {
    expect(
      appOrigins({
        APP_URL: "https://App.Example.com:443/, http://localhost:3100 ,https://b.example/x?y",
      }),
    ).toEqual(["https://app.example.com", "http://localhost:3100", "https://b.example"]);
  });

  it("are those of APP_URL wherever it is set", () => {
    const APP_URL = "https://app.example.com";
    for (const NODE_ENV of ["production", "development", "test"]) {
      expect(appOrigins({ APP_URL, NODE_ENV, VERCEL: "1", VERCEL_URL: "x.vercel.app" })).toEqual([
        APP_URL,
      ]);
    }
  });

  it.each([
    "app.example.com",
    "localhost:3000",
    "ftp://a.example",
    "javascript:alert(1)",
    "https://",
  ])("refuse %s, also beside a right one", (wrong) => {
    expect(() => appOrigins({ APP_URL: wrong })).toThrow(TypeError);
    expect(() => appOrigins({ APP_URL: `https://a.example,${wrong}` })).toThrow(TypeError);
  });

  it("are localhost with the server's port in development", () => {
    expect(appOrigins({})).toEqual(["http://localhost:3000"]);
    expect(appOrigins({ APP_URL: "", PORT: "" })).toEqual(["http://localhost:3000"]);
    expect(appOrigins({ NODE_ENV: "development", PORT: "3100" })).toEqual([
      "http://localhost:3100",
    ]);
    expect(appOrigins({ PORT: "80" })).toEqual(["http://localhost"]);
  });

  it("are none in production until APP_URL is set", () => {
    expect(appOrigins({ NODE_ENV: "production", PORT: "3000" })).toEqual([]);
  });

  describe("on Vercel", () => {
    const hosts = {
      NODE_ENV: "production",
      VERCEL: "1",
      VERCEL_URL: "app-abc123-team.vercel.app",
      VERCEL_BRANCH_URL: "app-git-topic-team.vercel.app",
      VERCEL_PROJECT_PRODUCTION_URL: "app.example.com",
    };

    it("begin with the production host in production", () => {
      expect(appOrigins({ ...hosts, VERCEL_ENV: "production" })).toEqual([
        "https://app.example.com",
        "https://app-abc123-team.vercel.app",
        "https://app-git-topic-team.vercel.app",
      ]);
    });

    it("begin with the deployment's own host in a preview", () => {
      expect(appOrigins({ ...hosts, VERCEL_ENV: "preview" })).toEqual([
        "https://app-abc123-team.vercel.app",
        "https://app-git-topic-team.vercel.app",
        "https://app.example.com",
      ]);
    });

    it("leave out hosts that are missing, empty or named twice", () => {
      expect(
        appOrigins({
          ...hosts,
          VERCEL_ENV: "production",
          VERCEL_BRANCH_URL: "",
          VERCEL_URL: "app.example.com",
        }),
      ).toEqual(["https://app.example.com"]);
    });

    it("are none where Vercel names no host, so that the missing APP_URL is noticed", () => {
      expect(appOrigins({ NODE_ENV: "production", VERCEL: "1", VERCEL_URL: "" })).toEqual([]);
    });

    it("are localhost in development with Vercel's variables pulled to this machine", () => {
      expect(appOrigins({ VERCEL: "1", VERCEL_ENV: "development", VERCEL_URL: "" })).toEqual([
        "http://localhost:3000",
      ]);
    });

    it("ignore a VERCEL_URL elsewhere", () => {
      expect(appOrigins({ VERCEL_URL: "evil.example" })).toEqual(["http://localhost:3000"]);
    });
  });
});

describe("originForHost", () => {
  const origins = ["https://app.example.com", "http://localhost:3100"];

  it.each([
    ["the origin of that host", "localhost:3100", "http://localhost:3100"],
    ["the origin of that host in any case", "LOCALHOST:3100", "http://localhost:3100"],
    ["the canonical one for its own host", "app.example.com", "https://app.example.com"],
    ["the canonical one for an unknown host", "evil.example", "https://app.example.com"],
    ["the canonical one for another port", "localhost:3101", "https://app.example.com"],
    ["the canonical one for a host without its port", "localhost", "https://app.example.com"],
    [
      "the canonical one for a look-alike",
      "localhost:3100.evil.example",
      "https://app.example.com",
    ],
    ["the canonical one for an origin as host", "http://localhost:3100", "https://app.example.com"],
    ["the canonical one for an empty host", "", "https://app.example.com"],
    ["the canonical one without a host", null, "https://app.example.com"],
  ])("is %s", (_, host, origin) => {
    expect(originForHost(origins, host)).toBe(origin);
  });

  it("names the variable to set when there is no origin at all", () => {
    expect(() => originForHost([], "app.example.com")).toThrow(/APP_URL/);
  });
});
