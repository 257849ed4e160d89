import { type Answer, ask, errorId, isOryError, NoAnswer } from "../local/ask";
import type { Setup } from "../local/setup";
import { type Finding, doubtful, right, wrong } from "./finding";
import { isAdmin, tryAdmin } from "./admin";

export interface Ory {
  url: string;
  product: "Ory Kratos" | "Ory Network";
  /** The first responses. Their headers are good enough for general checks. */
  answers: Answer[];
}

/** Finds out what responds at Ory's URL. If it isn't Ory, no other check can run. */
export async function findOry(
  setup: Setup,
): Promise<{ ory: Ory | undefined; findings: Finding[] }> {
  const { oryUrl } = setup;
  const whoami = () => ask(`${oryUrl}/sessions/whoami`);
  try {
    const answers = [await whoami(), await whoami(), await whoami()];
    const redirects = answers.some(({ status }) => status === 307);
    const servesAdmin = redirects && isAdmin(await tryAdmin({ url: oryUrl }));
    const problem = answers
      .map((answer) => whatElse(setup, answer, servesAdmin))
      .find((one) => one);
    if (problem) return { ory: undefined, findings: [problem] };
    const product = productOf(oryUrl, answers);
    return {
      ory: { url: oryUrl, product, answers },
      findings: [right("ory", `${product} answers at ${oryUrl}`), latency(answers)],
    };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    const problem = wrong("ory")`
      Ory can't be reached at ${oryUrl}: ${error.message}
      Nobody can sign in, and pages that need a session say that Ory can't be reached.
      ${setup.mailUrl === undefined ? "Check NEXT_PUBLIC_ORY_SDK_URL, and that this machine gets there." : "Start it: npm run dev"}`;
    return { ory: undefined, findings: [problem] };
  }
}

/** Returns what is wrong with a response to a request that Ory answers with 401. */
function whatElse(
  { oryUrl, appOrigins }: Setup,
  answer: Answer,
  servesAdmin: boolean,
): Finding | undefined {
  const { status, headers } = answer;
  const elsewhere = (says: string) => wrong("ory")`
    ${says}
    Nobody can sign in: what the app asks Ory ends up elsewhere.
    Set NEXT_PUBLIC_ORY_SDK_URL to your project's address (https://SLUG.projects.oryapis.com, or its custom domain), or to your Kratos's public API.`;
  if (appOrigins.includes(new URL(oryUrl).origin)) {
    return elsewhere(`${oryUrl}, Ory's address, is the app's own`);
  }
  if (status === 429) {
    const seconds = headers.get("x-ratelimit-reset");
    return wrong("ory")`
      ${oryUrl} refuses requests: its rate limit is used up
      Pages that need a session say that Ory can't be reached; nobody is signed out.
      Run this again ${seconds === null ? "later" : `in ${seconds} s`}. If it happens under load: token mode, or a larger plan (docs/ory-network.md).`;
  }
  if (status === 401 && isOryError(answer)) return undefined;
  // Depending on its version, the admin API redirects to itself or to the public API.
  if (servesAdmin) {
    return elsewhere(`${oryUrl} is Kratos's admin API, not its public one`);
  }
  if (errorId(answer) !== undefined || status === 404) {
    return elsewhere(`No project answers at ${oryUrl} (status ${status})`);
  }
  if (status < 500) return elsewhere(`${oryUrl} is no Ory (status ${status})`);
  return wrong("ory")`
    What answers at ${oryUrl} has no working Ory behind it (status ${status})
    Nobody can sign in, and pages that need a session say that Ory can't be reached.
    Look at Ory's log, or at https://status.ory.sh for Ory Network.`;
}

/** Ory Network sends rate limits with every response. Kratos has none. */
function productOf(oryUrl: string, answers: Answer[]): Ory["product"] {
  const limited = answers.some(({ headers }) => headers.has("x-ratelimit-limit"));
  const there = new URL(oryUrl).hostname.endsWith(".projects.oryapis.com");
  return limited || there ? "Ory Network" : "Ory Kratos";
}

const slowMs = 300;

function latency(answers: Answer[]): Finding {
  const times = answers.map(({ sentAt, receivedAt }) => receivedAt - sentAt);
  const [, median = 0] = times.sort((a, b) => a - b);
  if (median < slowMs) return right("latency", `It answers within ${Math.max(median, 1)} ms`);
  return doubtful("latency")`
    Ory takes ${median} ms for an answer, seen from here
    Every view of a page that needs a session waits that long; after 3 s it says that Ory can't be reached.
    Run the app in the region of your Ory (on Vercel: Settings, Functions, Function Region), or switch token mode on.`;
}

/** Compares this machine's clock with Ory's, taken from its responses. */
export function clockFindings(answers: Answer[]): Finding[] {
  // A Date header is rounded to seconds, and the response took some time to arrive.
  const differences = answers.flatMap(({ headers, sentAt, receivedAt }) => {
    const date = Date.parse(headers.get("date") ?? "");
    if (Number.isNaN(date)) return [];
    if (date + 1_000 < sentAt) return [(date + 1_000 - sentAt) / 1_000];
    return [Math.max(0, date - receivedAt) / 1_000];
  });
  const smallest = differences.sort((a, b) => Math.abs(a) - Math.abs(b))[0] ?? 0;
  const seconds = Math.round(Math.abs(smallest));
  if (seconds < 5) return [right("clock", "The clocks of Ory and this machine agree")];
  return [
    (seconds < 30 ? doubtful : wrong)("clock")`
      Ory's clock is ${seconds} s ${smallest > 0 ? "ahead of" : "behind"} this machine's
      Countdowns are wrong, session tokens count as expired or not yet valid, and codes of authenticator apps are refused.
      Set the clock of the one that is wrong by NTP (timedatectl set-ntp true). In a virtual machine or WSL it stands still during sleep: restart that.`,
  ];
}
