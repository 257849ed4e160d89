import { readdir, readFile, readlink, rm } from "node:fs/promises";
import { execa } from "execa";
import { demoUsers } from "../ory/demo-users";
import { assertPortsFree, freePorts } from "../scripts/local/ports";
import { copyCheckout } from "./fixtures/checkout";
import { expect, test as base } from "./fixtures/test";
import { signIn } from "./fixtures/people";
import { developmentEnvironment } from "./fixtures/start-app";
import { waitForHttp } from "./fixtures/wait";

const test = base.extend<{ checkout: string }>({
  checkout: async ({}, use) => {
    const checkout = copyCheckout();
    await use(checkout);
    await rm(checkout, { recursive: true });
  },
});

test("npm run dev starts the whole system, and its end leaves nothing behind", async ({
  browser,
  checkout,
}) => {
  test.setTimeout(180_000);
  const ports = await freePorts(5);
  const [app = 0, , , mail = 0] = ports;
  const appUrl = `http://localhost:${app}`;
  const dev = execa("npm", ["run", "dev"], {
    cwd: checkout,
    env: developmentEnvironment(ports),
    all: true,
    reject: false,
    stdin: "ignore",
  });
  try {
    await waitForHttp(
      // Requests no page, because next dev compiles each on its first request.
      `${appUrl}/dashboard`,
      dev.then(({ exitCode }) => exitCode ?? 1),
    );
    const page = await browser.newPage({ baseURL: appUrl });
    await page.goto("/dashboard?tab=2");
    const [user] = demoUsers;
    if (!user) throw new Error("There is no demo user.");
    await signIn(page, { ...user, firstName: user.name.first });
    await expect(page.getByRole("heading", { name: `Welcome, ${user.email}` })).toBeVisible({
      timeout: 60_000,
    });
    await expect(page).toHaveURL("/dashboard?tab=2");
    await page.goto(`http://localhost:${mail}`);
    await expect(page).toHaveTitle(/MailDev/i);
    await page.close();
  } finally {
    dev.kill("SIGTERM");
    const { all } = await dev;
    await test.info().attach("npm run dev", { body: all });
  }

  const use = { purpose: "npm run dev", variable: "nothing" };
  await assertPortsFree(ports.map((port) => ({ ...use, port })));
  if (process.platform === "linux") expect(await processesIn(checkout)).toEqual([]);
});

/** Returns the command lines of processes whose working folder is `folder` or below. Linux only. */
async function processesIn(folder: string): Promise<string[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const processes = await Promise.all(
    pids.map(async (pid) => ({
      folder: await readlink(`/proc/${pid}/cwd`).catch(() => "gone"),
      command: await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "gone"),
    })),
  );
  return processes
    .filter((one) => one.folder.startsWith(folder))
    .map(({ command }) => command.replaceAll("\0", " "));
}
