import { describe, expect, it } from "vitest";
import { oryConfig } from "../ory/config";
import { isUnder } from "../ory/paths";
import {
  loginPath,
  refreshPath,
  secondFactorPath,
  settingsFlowPath,
  unavailablePath,
} from "./addresses";
import { returnTo, sitePath } from "./return-to";

describe("the addresses that lead on", () => {
  const deepLink = sitePath("/settings?a=b&c=%2F#d");

  it.each([
    ["to the login page", loginPath(deepLink), oryConfig.project.login_ui_url, deepLink],
    ["to the outage page", unavailablePath(deepLink), "/unavailable", deepLink],
  ])("%s carry the whole return_to in one parameter", (_, address, pathname, destination) => {
    const url = new URL(address, "http://localhost:3000");
    expect(url.pathname).toBe(pathname);
    expect([...url.searchParams]).toEqual([["return_to", destination]]);
  });

  it.each([
    [secondFactorPath, "login", { aal: "aal2" }],
    [refreshPath, "login", { refresh: "true" }],
    [settingsFlowPath, "settings", {}],
  ])("to Ory's flows carry it as an absolute URL", (path, flow, parameters) => {
    const url = new URL(
      path("https://app.example.com", sitePath("/profile?a=b&c")),
      "http://x.example",
    );
    expect(url.pathname).toBe(`/self-service/${flow}/browser`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      ...parameters,
      return_to: "https://app.example.com/profile?a=b&c",
    });
  });

  it("keep the absolute URL of an allowed origin", () => {
    const url = new URL(
      refreshPath(
        "https://app.example.com",
        returnTo("https://partner.example/x", {
          origins: [],
          allowedOrigins: ["https://partner.example"],
        }),
      ),
      "http://x",
    );
    expect(url.searchParams.get("return_to")).toBe("https://partner.example/x");
  });
});

describe("isUnder", () => {
  it.each(["/ui", "/ui/", "/ui/login", "/ui//x"])("finds %s under /ui", (pathname) => {
    expect(isUnder(pathname, "/ui")).toBe(true);
  });

  it.each(["/", "/u", "/uikit", "/ui-kit", "/ui.css", "/UI", "/x/ui", "ui", "/ui%2Flogin"])(
    "does not find %s under /ui",
    (pathname) => {
      expect(isUnder(pathname, "/ui")).toBe(false);
    },
  );
});
