import { startStep } from "../../scripts/local/step";
import { benchPath, type Running, startTarget } from "./running";
import { type Target, targets } from "./targets";
import { type View, viewOf } from "./views";
import { whoamiCalls } from "./kratos-usage";
import type { Workspace } from "./workspace";
import type { World } from "./world";

const views = 10;

export interface Calls {
  target: string;
  document: number;
  navigation: number;
  /** Metadata, layout and page all request the session. Only for the starter. */
  nested?: number;
  signedOut: number;
}

const expected = new Map<Target, Omit<Calls, "target">>([
  [targets.token, { document: 0, navigation: 0, nested: 0, signedOut: 0 }],
  [targets.direct, { document: 1, navigation: 1, nested: 1, signedOut: 0 }],
]);

/** Counts a view's calls to Ory. Throws if the starter makes more than allowed. */
export async function countCalls(world: World, workspace: Workspace): Promise<Calls[]> {
  const counted: Calls[] = [];
  for (const target of [targets.token, targets.direct, targets.oryNextjs]) {
    await workspace.build(target.app);
    const step = startStep(`Calls to Ory, ${target.name}`);
    const calls = { target: target.name, ...(await callsOf(target, world, workspace)) };
    const wrong = Object.entries(expected.get(target) ?? {}).filter(
      ([view, count]) => new Map(Object.entries(calls)).get(view) !== count,
    );
    const found = `${target.name}: ${JSON.stringify(calls)} calls to Ory per view`;
    if (wrong.length > 0) {
      step.fail(found);
      throw new Error(`${found}; expected ${JSON.stringify(Object.fromEntries(wrong))}`);
    }
    step.done(found);
    counted.push(calls);
  }
  return counted;
}

async function callsOf(target: Target, world: World, workspace: Workspace) {
  const running = await startTarget(target, world.appUrl, world, workspace);
  try {
    const { email } = world.person;
    const document = await viewOf(running, "documents", email);
    const nested = { ...document, path: `${benchPath}/nested` };
    return {
      document: await callsPer(document, running, world),
      navigation: await callsPer(await viewOf(running, "navigations", email), running, world),
      ...(target.app === "starter" && { nested: await callsPer(nested, running, world) }),
      signedOut: await callsPer(await viewOf(running, "redirects", email), running, world),
    };
  } finally {
    await running.stop();
  }
}

async function callsPer(view: View, running: Running, { ory }: World): Promise<number> {
  const before = await whoamiCalls(ory);
  for (let viewed = 0; viewed < views; viewed++) {
    const { headers, status, contains } = view;
    const answer = await fetch(running.url + view.path, { headers, redirect: "manual" });
    const body = await answer.text();
    if (answer.status !== status || !body.includes(contains)) {
      throw new Error(`${running.target.name}, ${view.path}: ${answer.status} ${body}`);
    }
  }
  return ((await whoamiCalls(ory)) - before) / views;
}
