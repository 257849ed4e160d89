import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { FakeOry } from "../../scripts/test/fake-ory";
import { type Asked, leadOn } from "./lead-on";

// App owners choose the pages' addresses.
vi.mock("../ory/config", () => ({
  oryConfig: {
    project: {
      default_redirect_url: "/",
      login_ui_url: "/auth/login",
      registration_ui_url: "/auth/registration",
      recovery_ui_url: "/auth/recovery",
      verification_ui_url: "/auth/verification",
      settings_ui_url: "/settings",
    },
  },
}));

const origin = "http://localhost:3000";

let ory: FakeOry;
beforeAll(async () => {
  ory = await FakeOry.start();
  vi.stubEnv("NEXT_PUBLIC_ORY_SDK_URL", ory.url);
});
afterAll(() => ory.close());

function asked(method: string, address: string, more: Partial<Asked> = {}): Asked {
  const { pathname, searchParams } = new URL(address, origin);
  const query = searchParams;
  return {
    method,
    pathname,
    query,
    fields: undefined,
    origin,
    cookie: null,
    oryCookies: "",
    signsIn: false,
    ...more,
  };
}

const signedIn = { oryCookies: "ory_session_local=1" };

describe("the page of a flow", () => {
  it("keeps in its address where the flow leads and which one it is", async () => {
    const begun = asked(
      "GET",
      `/self-service/login/browser?aal=aal2&return_to=${origin}/profile?a`,
    );
    expect(await leadOn("/auth/login?flow=1", begun)).toBe(
      "/auth/login?flow=1&return_to=%2Fprofile%3Fa&aal=aal2",
    );
  });

  it("keeps the change of settings that waits for a confirmation", async () => {
    const change = encodeURIComponent(`${origin}/self-service/settings?flow=2`);
    const begun = asked("GET", `/self-service/login/browser?refresh=true&return_to=${change}`);
    expect(await leadOn("/auth/login?flow=1", begun)).toBe(
      "/auth/login?flow=1&return_to=%2Fself-service%2Fsettings%3Fflow%3D2&refresh=true",
    );
  });

  it("is left as it is among Ory’s hosted pages", async () => {
    const begun = asked("GET", `/self-service/login/browser?return_to=${origin}/profile`);
    expect(await leadOn("/ui/login?flow=1", begun)).toBe("/ui/login?flow=1");
  });

  it("is told what was saved", async () => {
    const saved = asked("POST", "/self-service/settings?flow=1", {
      fields: new URLSearchParams("totp_unlink=true"),
    });
    expect(await leadOn("/settings?flow=1", saved)).toBe("/settings?flow=1&changed=totp");
  });

  it("takes the errors of its forms", async () => {
    ory.answerJson(200, { error: { id: "security_csrf_violation" } });
    const posted = asked("POST", `/self-service/registration?flow=1&return_to=${origin}/profile`);
    expect(await leadOn("/auth/error?id=2", posted)).toBe(
      "/auth/registration?return_to=%2Fprofile&notice=stale",
    );
  });

  it("does not take the error of its own beginning, which would never end", async () => {
    const begun = asked("GET", "/self-service/login/browser");
    expect(await leadOn("/auth/error?id=2", begun)).toBe("/auth/error?id=2");
  });

  it("says that the address comes first where Ory wants it verified", async () => {
    const posted = asked("POST", `/self-service/login?flow=1&return_to=${origin}/profile`);
    expect(await leadOn("/auth/verification?flow=2", posted)).toBe(
      "/auth/verification?flow=2&return_to=%2Fprofile&notice=verify_first",
    );
  });
});

it("passes by the number of backup codes that are left after one was used", async () => {
  const done = asked("POST", "/self-service/login?flow=1", {
    signsIn: true,
    fields: new URLSearchParams({ lookup_secret: "a" }),
  });
  expect(await leadOn(`${origin}/profile?a`, done)).toBe(
    "/settings/backup-codes?return_to=%2Fprofile%3Fa",
  );
});

it("leads back to the settings after the sign-in that they need", async () => {
  expect(await leadOn("/auth/login", asked("POST", "/self-service/settings?flow=1"))).toBe(
    "/auth/login?return_to=%2Fsettings",
  );
});

it("leaves the settings alone where they are a destination", async () => {
  const done = asked("POST", `/self-service/login?flow=1&return_to=${origin}/settings`, {
    signsIn: true,
  });
  expect(await leadOn(`${origin}/settings`, done)).toBe(`${origin}/settings`);
});

describe("somebody who is signed in already", () => {
  const form = `/self-service/login?flow=1&return_to=${origin}/profile`;

  it("gets to where their form was to lead", async () => {
    expect(await leadOn(`${origin}/`, asked("POST", form, signedIn))).toBe("/profile");
  });

  it("is told so when the form was somebody else’s", async () => {
    ory.answerJson(200, {
      id: "s",
      active: true,
      issued_at: "2026-01-01T00:00:00Z",
      authenticated_at: "2026-01-01T00:00:00Z",
      expires_at: "2999-01-01T00:00:00Z",
      authenticator_assurance_level: "aal1",
      authentication_methods: [],
      devices: [],
      identity: { id: "i", traits: { email: "ann@example.com" }, verifiable_addresses: [] },
    });
    const sent = (identifier: string) =>
      leadOn(
        `${origin}/`,
        asked("POST", form, { ...signedIn, fields: new URLSearchParams({ identifier }) }),
      );
    expect(await sent("bea@example.com")).toBe("/auth/account-changed?return_to=%2Fprofile");
    expect(await sent(" Ann@example.com")).toBe("/profile");
  });

  it("is where Ory says right after signing in", async () => {
    const done = asked("POST", form, { ...signedIn, signsIn: true });
    expect(await leadOn(`${origin}/elsewhere`, done)).toBe(`${origin}/elsewhere`);
  });

  it("gets to the settings instead of a recovery", async () => {
    const begun = asked("GET", "/self-service/recovery/browser");
    expect(await leadOn(`${origin}/`, begun)).toBe("/settings?notice=signed_in");
  });
});

it.each([
  ["GET", "/self-service/login/browser", "https://accounts.example/authorize?a=b%20c"],
  ["POST", "/self-service/login?flow=1", "https://accounts.example/authorize"],
  ["GET", "/self-service/methods/oidc/callback/google?code=1", "/auth/error?id=1"],
  ["GET", "/self-service/logout?token=1", "http://localhost:3000/"],
])("a redirect of %s %s to %s stays as Ory wrote it", async (method, address, location) => {
  expect(await leadOn(location, asked(method, address, signedIn))).toBe(location);
});
