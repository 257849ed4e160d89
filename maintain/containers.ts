/**
 * `npm run containers --prefix maintain`: tests the Docker files without Docker. Runs the steps of
 * ory/production/Dockerfile, starts the result with a real Ory, and checks it. Also runs the
 * services of ory/compose.yml. Closes with `N passed, N failed`.
 */
import { chmodSync, readFileSync, statSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { close } from "../scripts/test/outcome";
import { createAccount } from "../e2e/fixtures/people";
import { send } from "../e2e/fixtures/raw-http";
import { sessionCookie } from "../e2e/fixtures/session-cookie";
import { waitForHttp } from "../e2e/fixtures/wait";
import { type Child, startChild } from "../scripts/local/child";
import { startLocalOry } from "../scripts/local/local-ory";
import { freePorts } from "../scripts/local/ports";
import { startStep } from "../scripts/local/step";
import { Checks } from "./checks";
import { checkDevelopmentCompose } from "./containers/development";
import { buildImage, filesOf, type Image, inImage } from "./containers/image";
import { installPackages } from "./contract/install";
import { copyTrackedFiles } from "./tracked-files";

/** Simulates a secret in the folder of the person who builds the image. */
const secret = "must-not-be-in-the-image";

const checks = new Checks();
await installPackages("maintain");
const folder = await mkdtemp(path.join(tmpdir(), "ory-nextjs-starter-image-"));
try {
  const context = path.join(folder, "context");
  await copyTrackedFiles(context);
  const planted = [".env", ".env.local", ".env.production.local", "ory/.data/secrets.json"];
  for (const file of planted) {
    await mkdir(path.dirname(path.join(context, file)), { recursive: true });
    await writeFile(path.join(context, file), `SECRET=${secret}\n`);
  }
  const step = startStep("Going through the Dockerfile");
  const dockerfile = path.join(context, "ory/production/Dockerfile");
  const image = await buildImage(dockerfile, context, path.join(folder, "stages"));
  step.done("Going through the Dockerfile: done");
  checkFiles(image);
  await withServer(image);
  await checkDevelopmentCompose(checks, folder);
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}
close(checks);

function checkFiles(image: Image): void {
  const files = filesOf(image);
  const bytes = files.map((file) => statSync(path.join(image.folder, file)).size);
  const megabytes = bytes.reduce((sum, size) => sum + size, 0) / 1024 / 1024;
  console.log(
    `The image holds ${files.length} files of ${megabytes.toFixed(0)} MB, beside Node.js.`,
  );
  checks.check(
    "no secret of whoever builds it is in it",
    files.filter((file) => readFileSync(path.join(image.folder, file)).includes(secret)),
  );
  const unwanted =
    /^app[\\/](\.env|lib|e2e|ory|\.git|node_modules[\\/](typescript|@playwright|eslint))/;
  checks.check(
    "neither sources nor development tools are in it",
    files.filter((file) => unwanted.test(file)),
  );
  checks.expect("it does not run as root", image.user !== "root", image.user);
}

async function withServer(image: Image): Promise<void> {
  const [port = 0, pub = 0, admin = 0, mail = 0, smtp = 0] = await freePorts(5);
  const appUrl = `http://localhost:${port}`;
  const ory = await startLocalOry({
    appUrl,
    ports: { public: pub, admin, mail, smtp },
    dataFolder: path.join(folder, "ory"),
    env: { HASHERS_BCRYPT_COST: "4" },
    log: () => undefined,
  });
  try {
    const own = { PORT: String(port), APP_URL: appUrl, NEXT_PUBLIC_ORY_SDK_URL: ory.publicUrl };
    const unset = runInside(image, image.command, { PORT: String(port) });
    checks.expect("without an address it ends at once", (await unset.child.exited) === 1);
    const said = unset.output.join("\n");
    checks.expect("and says what is missing", said.includes("APP_URL is missing"), said);

    const { child, output } = runInside(image, image.command, own);
    await waitForHttp(`${appUrl}/api/health`, child.exited).catch((cause: unknown) => {
      throw new Error(`The image does not start:\n${output.join("\n")}`, { cause });
    });
    const health = () => runInside(image, image.healthcheck, own).child.exited;
    checks.expect("its health check finds it well", (await health()) === 0);
    const ready = await send(appUrl, "GET", "/api/health?ready");
    checks.expect("it is ready", ready.status === 200, `${ready.status}`);

    const person = await createAccount({ ory });
    const cookie = await sessionCookie(appUrl, person);
    const dashboard = await send(appUrl, "GET", "/dashboard", { cookie });
    checks.expect(
      "somebody signs in and sees their page",
      dashboard.status === 200 && dashboard.body.includes(person.email),
      `${dashboard.status}`,
    );
    const scripts = [...dashboard.body.matchAll(/src="(\/_next\/static\/[^"]+)"/g)].map(
      ([, src]) => src ?? "",
    );
    checks.expect("the page has scripts", scripts.length > 0);
    const answers = await Promise.all(
      [...scripts, "/robots.txt", "/icon.svg"].map((file) => send(appUrl, "GET", file)),
    );
    checks.check(
      "its files are there",
      answers.filter(({ status }) => status !== 200).map(({ status }) => `${status}`),
    );
    checks.check(
      "nothing warns",
      output.filter((line) => /warn|⚠/i.test(line)),
    );
    await child.stop();
    checks.expect(
      "it ends when it is asked to",
      (await child.exited) === 143,
      `${await child.exited}`,
    );
    checks.expect("its health check notices", (await health()) === 1);
  } finally {
    await ory.stop();
  }
}

/** Runs a program as in a container: as its user, with only its environment. */
function runInside(
  image: Image,
  command: string[],
  own: Record<string, string>,
): { child: Child; output: string[] } {
  const output: string[] = [];
  // Root can act as the image's user, who may not exist on this machine.
  const asUser = process.getuid?.() === 0 && image.user !== "root";
  const other = asUser ? ["setpriv", "--reuid=1000", "--regid=1000", "--clear-groups"] : [];
  if (asUser) for (const shut of [folder, path.dirname(image.folder)]) chmodSync(shut, 0o711);
  const [program = "", ...args] = [...other, ...command];
  const child = startChild(program, args, {
    cwd: inImage(image, "."),
    env: { PATH: process.env.PATH, ...image.env, ...own },
    output: (line) => output.push(line),
  });
  return { child, output };
}
