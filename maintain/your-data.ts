/**
 * Tests the example `examples/your-data` with a real Kratos and real requests: when a row is
 * created, and what happens to it if one of the two fails. Closes with `N passed, N failed`.
 */
import { execa } from "execa";
import { close } from "../scripts/test/outcome";
import { signIn } from "../scripts/local/native-flows";
import { Checks } from "./checks";
import { installPackages } from "./contract/install";
import { expectRow, me, rowsOf } from "./your-data/asking";
import { register, registered, somebody } from "./your-data/registering";
import { exampleFolder, startSystem, type System } from "./your-data/system";
import { whenIgnored } from "./your-data/when-ignored";

const checks = new Checks();

async function withSystem(
  work: (system: System) => Promise<void>,
  ...options: Parameters<typeof startSystem>
): Promise<void> {
  const system = await startSystem(...options);
  try {
    await system.startApp();
    await work(system);
  } finally {
    await system.stop();
  }
}

async function wrongSecret(system: System): Promise<void> {
  const ann = await registered(system.ory);
  await system.hookFailed();
  const before = await system.people();
  checks.expect("a Kratos with another secret makes no row", before.length === 0);
  await me(system, ann.sessionToken);
  expectRow(checks, "but the session does", await rowsOf(system, ann.identityId), "session");
}

async function awaited(system: System): Promise<void> {
  const ann = await registered(system.ory);
  expectRow(
    checks,
    "awaited: the row is there when the registration is answered",
    await rowsOf(system, ann.identityId),
    "webhook",
  );
  await system.stopApp();
  const ben = somebody();
  const { status } = await register(system.ory, ben);
  checks.expect("awaited, and down: an error is seen", status >= 400, String(status));
  const sessionToken = await signIn(system.ory.publicUrl, ben);
  checks.expect("though the account is there", sessionToken !== "");
  await system.startApp();
  await me(system, sessionToken);
  const rows = (await system.people()).filter(({ identityId }) => identityId !== ann.identityId);
  expectRow(checks, "and the first view makes the row", rows, "session");
}

async function decisive(system: System): Promise<void> {
  const refused = async (what: string) => {
    const ann = somebody();
    const { status } = await register(system.ory, ann);
    checks.expect(`decisive, and ${what}: nobody can register`, status >= 400, String(status));
    const signedIn = await signIn(system.ory.publicUrl, ann).catch(() => undefined);
    checks.expect(`decisive, and ${what}: no account is left`, signedIn === undefined);
  };
  await refused("asked for a row before there is an id");
  await system.stopApp();
  await refused("down");
  checks.expect("decisive: nobody has a row", (await system.people()).length === 0);
}

await installPackages("examples/your-data");
const types = await execa("npm", ["run", "--silent", "typecheck"], {
  cwd: exampleFolder,
  all: true,
  reject: false,
});
checks.expect("its types are right", types.exitCode === 0, types.all);
await withSystem((system) => whenIgnored(checks, system), "ignored");
await withSystem(wrongSecret, "ignored", "another secret, which is long enough too");
await withSystem(awaited, "awaited");
await withSystem(decisive, "decisive");
close(checks);
