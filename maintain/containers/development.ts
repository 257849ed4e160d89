import { cp, mkdir } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { createAccount, readMail } from "../../e2e/fixtures/people";
import { waitForHttp } from "../../e2e/fixtures/wait";
import { startChild } from "../../scripts/local/child";
import { findKratos } from "../../scripts/local/find-kratos";
import { oryFolder } from "../../scripts/local/folders";
import { startMailCatcher } from "../../scripts/local/mail-catcher";
import { freePorts } from "../../scripts/local/ports";
import type { Checks } from "../checks";
import { readCompose } from "./compose";

const flowSchema = z.object({ ui: z.object({ action: z.url() }) });

const mounted = ["kratos.yml", "identity.schema.json", "session-token.jsonnet", "mails"];

/** Runs the services of ory/compose.yml with this machine's programs, on free ports. */
export async function checkDevelopmentCompose(checks: Checks, folder: string): Promise<void> {
  const [pub = 0, admin = 0, mail = 0, smtp = 0] = await freePorts(4);
  const here = path.join(folder, "development");
  await mkdir(path.join(here, "ory"), { recursive: true });
  // Only the parts of ory/ that the containers mount.
  for (const file of mounted)
    await cp(path.join(oryFolder, file), path.join(here, "ory", file), { recursive: true });
  const service = await readCompose(
    "ory/compose.yml",
    {},
    { "/var/lib/sqlite": here, "//mail:1025": `//localhost:${smtp}` },
  );
  const open = ["kratos", "mail"].flatMap((name) => service(name).ports);
  checks.check(
    "nobody but this machine reaches the containers",
    open.filter((port) => !port.startsWith("127.0.0.1:")),
  );
  checks.check(
    "the ports are those of npm run dev",
    [4000, 4001, 1080].filter((port) => !open.includes(`127.0.0.1:${port}:${port}`)).map(String),
  );

  const { program } = await findKratos();
  const output: string[] = [];
  const run = (name: string) => {
    const { command, env } = service(name);
    return startChild(program, command, {
      cwd: path.join(here, "ory"),
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        ...env,
        SERVE_PUBLIC_HOST: "127.0.0.1",
        SERVE_ADMIN_HOST: "127.0.0.1",
        SERVE_PUBLIC_PORT: String(pub),
        SERVE_ADMIN_PORT: String(admin),
      },
      output: (line) => output.push(line),
    });
  };
  checks.check("its database is made", (await run("migrate").exited) === 0 ? [] : output.slice(-5));
  const catcher = await startMailCatcher({ port: mail, smtpPort: smtp, dataFolder: here });
  const kratos = run("kratos");
  try {
    const adminUrl = `http://localhost:${admin}`;
    await waitForHttp(`${adminUrl}/health/ready`, kratos.exited);
    const ready = await fetch(`${adminUrl}/health/ready`);
    checks.expect("Kratos gets ready", ready.ok, `${ready.status}`);
    const person = await createAccount({ ory: { adminUrl } });
    const flow = await fetch(`http://localhost:${pub}/self-service/recovery/api`);
    const { ui } = flowSchema.parse(await flow.json());
    await fetch(ui.action.replace(/^http:\/\/localhost:\d+/, `http://localhost:${pub}`), {
      method: "POST",
      headers: { accept: "application/json", "content-type": "application/json" },
      body: JSON.stringify({ method: "code", email: person.email }),
    });
    const { text } = await readMail(
      { ory: { mailUrl: `http://localhost:${mail}` } },
      person.email,
      /recover/i,
    );
    checks.expect("its mails arrive", text.length > 0);
  } finally {
    await kratos.stop();
    await catcher.stop();
  }
}
