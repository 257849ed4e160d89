import { expect, it } from "vitest";
import { demoUsers } from "../../ory/demo-users";
import { banner } from "./banner";
import { developmentDataFolder } from "./folders";

const totpSecret = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const shown = banner({
  title: "The starter is running",
  appUrl: "http://localhost:3000",
  appNote: "ready",
  dataFolder: developmentDataFolder,
  ory: {
    publicUrl: "http://localhost:4000",
    adminUrl: "http://localhost:4001",
    mailUrl: "http://localhost:1080",
    kratos: { program: "/kratos", version: "v26.2.0", source: "release" },
    demoUsers: demoUsers.map((user) => (user.secondFactor ? { ...user, totpSecret } : user)),
  },
  steps: ["Open it."],
});

it("says where everything is, who can sign in, and what to try first", () => {
  for (const part of [
    ...["http://localhost:3000", "http://localhost:4000", "http://localhost:4001"],
    ...["http://localhost:1080", "Kratos v26.2.0, just downloaded", totpSecret, "1. Open it."],
    ...demoUsers.flatMap(({ email, password }) => [email, password]),
  ]) {
    expect(shown).toContain(part);
  }
});

it("fits a terminal of 80 columns, and is plain text where there is none", () => {
  expect(Math.max(...shown.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(shown).not.toContain("\u001b");
});
