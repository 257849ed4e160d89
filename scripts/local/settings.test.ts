import { expect, test } from "vitest";
import { readSettings } from "./settings";

test("without any variable, the documented ports", () => {
  expect(readSettings({})).toMatchObject({
    appPort: 3000,
    appUrl: "http://localhost:3000",
    ports: { public: 4000, admin: 4001, mail: 1080, smtp: 1025 },
    remoteOryUrl: undefined,
  });
});

test("an empty variable counts as missing", () => {
  expect(readSettings({ PORT: "", NEXT_PUBLIC_ORY_SDK_URL: "" }).appPort).toBe(3000);
});

test("the app's address follows its port, unless APP_URL says otherwise", () => {
  expect(readSettings({ PORT: "3005" }).appUrl).toBe("http://localhost:3005");
  const settings = readSettings({
    APP_URL: "https://app.example.com/, https://other.example.com",
    ALLOWED_RETURN_ORIGINS: "https://third.example.com/path",
  });
  expect(settings.appUrl).toBe("https://app.example.com");
  expect(settings.allowedReturnOrigins).toEqual([
    "https://other.example.com",
    "https://third.example.com",
  ]);
});

test.each(["http://localhost:4400", "http://127.0.0.1:4400", "http://[::1]:4400"])(
  "%s is the local Ory, on its port",
  (url) => {
    const settings = readSettings({ NEXT_PUBLIC_ORY_SDK_URL: url });
    expect(settings.remoteOryUrl).toBeUndefined();
    expect(settings.ports.public).toBe(4400);
  },
);

test.each(["https://example.projects.oryapis.com", "http://localhost.example.com:4000"])(
  "%s is another Ory",
  (url) => {
    expect(readSettings({ ORY_SDK_URL: url }).remoteOryUrl).toBe(url);
  },
);

test("wrong values are said together, with the variable, what was found and what is expected", () => {
  const read = () => readSettings({ PORT: "http", MAIL_PORT: "70000", APP_URL: "example.com" });
  expect(read).toThrow('PORT is "http": expected a port, from 1 to 65535');
  expect(read).toThrow('MAIL_PORT is "70000": expected a port, from 1 to 65535');
  expect(read).toThrow('APP_URL is "example.com": expected an http(s) URL');
});
