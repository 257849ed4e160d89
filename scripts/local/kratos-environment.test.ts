import path from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { developmentDataFolder, oryFolder } from "./folders";
import { kratosEnvironment, kratosSettingsIn, type KratosSettings } from "./kratos-environment";

const settings: KratosSettings = {
  appUrl: "http://localhost:3100",
  ports: { public: 4100, admin: 4101, smtp: 1125 },
  dataFolder: developmentDataFolder,
  secrets: { cookie: "c".repeat(32), cipher: "d".repeat(32), default: "e".repeat(32) },
  allowedReturnOrigins: ["http://localhost:3101/"],
  env: {},
};

afterEach(() => {
  vi.unstubAllEnvs();
});

test("return_to may lead to the app and the allowed origins, never to what begins like them", () => {
  expect(kratosEnvironment(settings).SELFSERVICE_ALLOWED_RETURN_URLS).toBe(
    "http://localhost:3100/,http://localhost:3101/",
  );
});

test("the data folder of npm run dev is where kratos.yml says", () => {
  const environment = kratosEnvironment(settings);
  expect(environment.DSN).toMatch(/^sqlite:\/\/\.data\/kratos\.sqlite\?/);
  expect(environment.SESSION_WHOAMI_TOKENIZER_TEMPLATES).toContain(
    "file://./.data/session-token.jwks.json",
  );
});

test("paths have neither backslashes nor escapes, which Kratos would take literally", () => {
  const dataFolder = path.join(oryFolder, "..", "with space");
  expect(kratosEnvironment({ ...settings, dataFolder }).DSN).toMatch(
    /^sqlite:\/\/\.\.\/with space\/kratos\.sqlite\?/,
  );
});

test("Kratos gets the system's variables and no others of this process", () => {
  vi.stubEnv("VERSION", "1.2.3");
  vi.stubEnv("SESSION_LIFESPAN", "1s");
  const environment = kratosEnvironment(settings);
  expect(environment).not.toHaveProperty("VERSION");
  expect(environment).not.toHaveProperty("SESSION_LIFESPAN");
  expect(Object.keys(environment).map((name) => name.toUpperCase())).toContain("PATH");
});

test("the caller's Kratos settings win", () => {
  const environment = kratosEnvironment({ ...settings, env: { SERVE_PUBLIC_PORT: "1" } });
  expect(environment.SERVE_PUBLIC_PORT).toBe("1");
});

test("Kratos settings among other variables are found by their sections", () => {
  expect(
    kratosSettingsIn({ LOG_LEVEL: "debug", SESSION_LIFESPAN: "10s", PORT: "3000", LOGNAME: "me" }),
  ).toEqual({ LOG_LEVEL: "debug", SESSION_LIFESPAN: "10s" });
});
