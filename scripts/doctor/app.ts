import { z } from "zod";
import { type Answer, ask, NoAnswer } from "../local/ask";
import type { Setup } from "../local/setup";
import { cookieFindings } from "./cookies";
import { csrfFindings } from "./csrf";
import { type Finding, orRight, right, unchecked, wrong } from "./finding";
import { beginFlow, pageType } from "./flows";
import type { Ory } from "./ory";
import { pageFindings, pagePaths } from "./pages";
import { browser } from "./visitor";

const sessionAnswer = z.object({ error: z.object({ code: z.string() }) });

/** Checks whether the app runs and reaches Ory. The other checks of the app need both. */
export async function findApp(setup: Setup): Promise<{ running: boolean; findings: Finding[] }> {
  const [origin] = setup.appOrigins;
  let answer: Answer;
  try {
    // Any session cookie, even an invalid one, makes the app ask Ory.
    answer = await ask(`${origin}/api/session`, { headers: { cookie: "ory_session_doctor=none" } });
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return { running: false, findings: [silent(origin, error)] };
  }
  const code = sessionAnswer.safeParse(answer.json).data?.error.code;
  if (code === undefined) {
    const problem = wrong("app")`
      What answers at ${origin} is not this app (status ${answer.status})
      People find something else there.
      Set APP_URL (in development PORT) to where the app is.`;
    return { running: false, findings: [problem] };
  }
  const running = right("app", `The app answers at ${origin}`);
  if (code === "unauthenticated") return { running: true, findings: [running] };
  const problem = wrong("app-ory")`
    The app runs, and can't reach its Ory, which answers here
    Nobody can sign in, and pages that need a session say that Ory can't be reached.
    Start the app with the same NEXT_PUBLIC_ORY_SDK_URL. In a container, localhost is the container itself: name the host that Ory runs on (${setup.oryUrl} here).`;
  return { running: false, findings: [running, problem] };
}

function silent(origin: string, { message }: NoAnswer): Finding {
  const says = `The app can't be reached at ${origin}: ${message}`;
  if (new URL(origin).hostname === "localhost") {
    return unchecked("app", `${says}. Start it to have it checked too.`);
  }
  return wrong("app")`
    ${says}
    Nobody can open it.
    Start or deploy it, or set APP_URL to where it is.`;
}

/** Checks settings that show in the running app's responses. */
export async function appFindings(ory: Ory, setup: Setup): Promise<Finding[]> {
  const [origin] = setup.appOrigins;
  const visitor = browser();
  const { answer, location, id } = await beginFlow(visitor, origin, "login");
  const home = await originOfApp(origin, location);
  const elsewhere = originFinding(origin, home);
  if (id === undefined) {
    const problem = wrong("pages")`
      The app starts no sign-in (status ${answer.status}${location ? `, to ${location.pathname}` : ""})
      Nobody can sign in.
      Look at the app's log: it says what Ory answered.`;
    return [elsewhere, problem];
  }
  return [
    elsewhere,
    await sameOryFinding(id, answer.cookies, ory),
    ...(await pageFindings(origin, home, ory)),
    ...orRight(
      "cookies",
      answer.cookies.flatMap((line) => cookieFindings("cookies", line, origin, ory)),
      "Browsers keep the cookies of a sign-in",
    ),
    ...(await csrfFindings(visitor, origin, id)),
  ];
}

/** Returns the app's own origin: that of the sign-in page, to which gate and flow redirect. */
async function originOfApp(origin: string, flow: URL | undefined): Promise<string> {
  const answer = await ask(`${origin}/dashboard`, { headers: { accept: pageType } });
  const gate = new URL(answer.headers.get("location") ?? "", origin);
  const pages = [gate, flow].filter((page) => page?.pathname === pagePaths.login);
  return pages.find((page) => page?.origin !== origin)?.origin ?? origin;
}

function originFinding(origin: string, home: string): Finding {
  if (home === origin) return right("app-origin", "It sends people to its own address");
  return wrong("app-origin")`
    Opened at ${origin}, the app sends people to ${home}
    Whoever has to sign in ends on another address, where none of their cookies count.
    The running app was started with another APP_URL: start it with APP_URL=${origin} (several with commas, the canonical one first).`;
}

/** Checks that the app uses the Ory checked here, which must then know a flow of the app. */
async function sameOryFinding(id: string, cookies: string[], ory: Ory): Promise<Finding> {
  const cookie = cookies.map((line) => line.split(";", 1)[0]).join("; ");
  const answer = await ask(`${ory.url}/self-service/login/flows?id=${id}`, { headers: { cookie } });
  // With another CSRF cookie Ory responds with 403, which also proves that the flow exists.
  if (answer.status === 200 || answer.status === 403) {
    return right("app-ory", "It uses this very Ory");
  }
  return wrong("app-ory")`
    The running app uses another Ory than ${ory.url}
    Accounts and sessions are not those that you look at here.
    Give both the same NEXT_PUBLIC_ORY_SDK_URL. A running app keeps the one that it was started with.`;
}
