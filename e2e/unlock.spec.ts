import { execaNode } from "execa";
import { expect, test } from "./fixtures/test";
import { createAccountWithTotp } from "./fixtures/second-factor";
import { Tab } from "./fixtures/tab";

test("an administrator lets somebody in who lost the app and the password", async ({ stack }) => {
  const { person } = await createAccountWithTotp(stack);
  const { stdout } = await execaNode(
    "scripts/unlock.ts",
    [person.email, "--production", "--remove", "totp", "lookup_secret"],
    {
      nodeOptions: ["--conditions=react-server", "--import", "tsx"],
      env: {
        APP_URL: stack.appUrl,
        NEXT_PUBLIC_ORY_SDK_URL: stack.ory.publicUrl,
        ORY_ADMIN_URL: stack.ory.adminUrl,
      },
    },
  );
  expect(stdout).toContain("totp: removed.");
  expect(stdout).toContain("lookup_secret: there is none.");
  const link = /^Open {2}(\S+)$/m.exec(stdout)?.[1] ?? "none";
  const visitor = await new Tab(stack.appUrl).open(link);
  await visitor.press("Continue", { code: /^Code {2}(\d+)/m.exec(stdout)?.[1] ?? "none" });
  expect(visitor.heading).toBe("Settings");
  expect(visitor.messages.join()).toContain("Set a new password now");
});
