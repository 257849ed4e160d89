import { z } from "zod";
import { type Answer, ask, NoAnswer } from "./ask";
import { cookieFindings } from "./cookies";
import { csrfFindings } from "./csrf";
import { type Finding, orRight, right, unchecked, wrong } from "./finding";
import { beginFlow } from "./flows";
import type { Ory } from "./ory";
import { pageFindings, pagePaths } from "./pages";
import type { Setup } from "./setup";
import { browser } from "./visitor";

const sessionAnswer = z.object({ error: z.object({ code: z.string() }) });

/** Finds out whether the app runs and reaches Ory; the rest needs that. */
export async function findApp(setup: Setup): Promise<{ running: boolean; findings: Finding[] }> {
  const [origin] = setup.appOrigins;
  let answer: Answer;
  try {
    // With a session cookie, however made up, the app has to ask Ory.
    answer = await ask(`${origin}/api/session`, { headers: { cookie: "ory_session_doctor=none" } });
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    const says = `The app can't be reached at ${origin}: ${error.message}`;
    const local = new URL(origin).hostname === "localhost";
    return {
      running: false,
      findings: [
        local
          ? unchecked("app", `${says}. Start it to have it checked too.`)
          : wrong("app", {
              says,
              notice: "Nobody can open it.",
              mend: ["Start or deploy it, or set APP_URL to where it is."],
            }),
      ],
    };
  }
  const code = sessionAnswer.safeParse(answer.json).data?.error.code;
  if (code === undefined) {
    const problem = {
      says: `What answers at ${origin} is not this app (status ${answer.status})`,
      notice: "People find something else there.",
      mend: ["Set APP_URL (in development PORT) to where the app is."],
    };
    return { running: false, findings: [wrong("app", problem)] };
  }
  const running = right("app", `The app answers at ${origin}`);
  if (code === "unauthenticated") return { running: true, findings: [running] };
  const problem = {
    says: "The app runs, and can't reach its Ory, which answers here",
    notice: "Nobody can sign in, and pages that need a session say that Ory can't be reached.",
    mend: [
      `Start the app with the same NEXT_PUBLIC_ORY_SDK_URL. In a container, localhost is the container itself: name the host that Ory runs on (${setup.oryUrl} here).`,
    ],
  };
  return { running: false, findings: [running, wrong("app-ory", problem)] };
}

/** What a visitor of the running app gets to see of its settings and Ory's. */
export async function appFindings(ory: Ory, setup: Setup): Promise<Finding[]> {
  const [origin] = setup.appOrigins;
  const visitor = browser();
  const { answer, location, id } = await beginFlow(visitor, origin, "login");
  const home = await originOfApp(origin, location);
  const elsewhere = originFinding(origin, home);
  if (id === undefined) {
    return [
      elsewhere,
      wrong("pages", {
        says: `The app starts no sign-in (status ${answer.status}${location ? `, to ${location.pathname}` : ""})`,
        notice: "Nobody can sign in.",
        mend: ["Look at the app's log: it says what Ory answered."],
      }),
    ];
  }
  return [
    elsewhere,
    ...(await sameOryFindings(id, answer.cookies, ory)),
    ...(await pageFindings(origin, home, ory)),
    ...orRight(
      "cookies",
      answer.cookies.flatMap((line) => cookieFindings("cookies", line, origin, ory)),
      "Browsers keep the cookies of a sign-in",
    ),
    ...(await csrfFindings(visitor, origin, id)),
  ];
}

/** The origin that the app takes for its own: that of the sign-in page, to which it leads from two sides. */
async function originOfApp(origin: string, flow: URL | undefined): Promise<string> {
  const answer = await ask(`${origin}/dashboard`, { headers: { accept: "text/html" } });
  const gate = new URL(answer.headers.get("location") ?? "", origin);
  const pages = [gate, flow].filter((page) => page?.pathname === pagePaths.login);
  return pages.find((page) => page?.origin !== origin)?.origin ?? origin;
}

function originFinding(origin: string, home: string): Finding {
  if (home === origin) return right("app-origin", "It sends people to its own address");
  return wrong("app-origin", {
    says: `Opened at ${origin}, the app sends people to ${home}`,
    notice: "Whoever has to sign in ends on another address, where none of their cookies count.",
    mend: [
      `The running app was started with another APP_URL: start it with APP_URL=${origin} (several with commas, the canonical one first).`,
    ],
  });
}

/** A flow that was started through the app has to be known to the Ory that was asked here. */
async function sameOryFindings(id: string, cookies: string[], ory: Ory): Promise<Finding[]> {
  const cookie = cookies.map((line) => line.split(";", 1)[0]).join("; ");
  const answer = await ask(`${ory.url}/self-service/login/flows?id=${id}`, { headers: { cookie } });
  // Another CSRF cookie is 403: the flow is there all the same.
  if (answer.status === 200 || answer.status === 403) {
    return [right("app-ory", "It uses this very Ory")];
  }
  return [
    wrong("app-ory", {
      says: `The running app uses another Ory than ${ory.url}`,
      notice: "Accounts and sessions are not those that you look at here.",
      mend: [
        "Give both the same NEXT_PUBLIC_ORY_SDK_URL. A running app keeps the one that it was started with.",
      ],
    }),
  ];
}
