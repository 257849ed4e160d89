import { Cookie } from "tough-cookie";
import { isSessionCookieName } from "../../lib/ory/cookies";
import type { Answer } from "./ask";
import { cookieFindings } from "./cookies";
import { type Finding, orRight, right, wrong } from "./finding";
import { beginFlow, postForm, readFlow, valueOf } from "./flows";
import { setting } from "./mend";
import type { Ory } from "./ory";
import { pageFinding, pagePaths } from "./pages";
import type { Setup } from "./setup";
import type { Account } from "./temporary-account";
import { browser, type Visitor } from "./visitor";

export interface SignedIn {
  visitor: Visitor;
  findings: Finding[];
}

/** Signs in at `entry` (the running app, or else Ory itself) with a form, as a browser does. */
export async function signIn(
  entry: string,
  account: Account,
  ory: Ory,
  setup: Setup,
): Promise<SignedIn> {
  const visitor = browser();
  const target = `${setup.appOrigins[0]}/dashboard`;
  const asked = await beginFlow(visitor, entry, "login", { return_to: target });
  // Where Ory may not return there, the rest can be looked at all the same.
  const id = asked.id ?? (await beginFlow(visitor, entry, "login")).id;
  const flow = id === undefined ? undefined : await readFlow(visitor, entry, "login", id);
  if (flow === undefined) return { visitor, findings: [failed("Ory starts no sign-in", 0)] };
  const { pathname, search } = new URL(flow.ui.action);
  const answer = await postForm(visitor, entry + pathname + search, {
    csrf_token: valueOf(flow, "csrf_token"),
    method: "password",
    identifier: account.email,
    password: account.password,
  });
  const session = newSession(answer);
  if (session === undefined) {
    const after = await readFlow(visitor, entry, "login", flow.id);
    const said = after?.ui.messages?.map(({ text }) => text).join(" ");
    return { visitor, findings: [failed(said ?? "Ory gives no session", answer.status)] };
  }
  const findings = [
    ...(asked.id === undefined ? [] : arrival(answer, target)),
    ...sessionCookieFindings(session, entry, ory),
  ];
  // A cookie that the app does not know is no session to it.
  if (isSessionCookieName(session.key)) {
    findings.push(...(await signedInPages(visitor, entry, ory, setup)));
  }
  return { visitor, findings };
}

/** Cookies that Ory sets with a sign-in, apart from those for CSRF and flows. */
function newSession({ cookies }: Answer): Cookie | undefined {
  return cookies
    .flatMap((line) => Cookie.parse(line) ?? [])
    .find(({ key, value }) => value !== "" && !/^(csrf_token_|ory_kratos_continuity)/.test(key));
}

function arrival(answer: Answer, target: string): Finding[] {
  const location = answer.headers.get("location");
  if (location === target)
    return [right("sign-in", "Signing in works and leads to where one wanted to go")];
  return [
    wrong("sign-in", {
      says: `After signing in Ory leads to ${location ?? "nowhere"} instead of ${target}`,
      notice: "Who signs in does not get to the page that was asked for.",
      mend: ["Look for an action of the sign-in (selfservice.flows.login.after) that redirects."],
    }),
  ];
}

function sessionCookieFindings(cookie: Cookie, entry: string, ory: Ory): Finding[] {
  if (!isSessionCookieName(cookie.key)) {
    return [
      wrong("session-cookie", {
        says: `The session cookie is called ${cookie.key}, and the app looks for ory_session_… (or ory_kratos_session)`,
        notice: "Who signs in is sent to sign in again, for ever.",
        mend: [setting(ory, "/session/cookie/name", "ory_session_app")],
      }),
    ];
  }
  const problems = cookieFindings("session-cookie", cookie.toString(), entry, ory);
  const lasts =
    cookie.maxAge === null ? "until the browser is closed" : `for ${String(cookie.maxAge)} s`;
  const { hostname } = new URL(entry);
  return orRight(
    "session-cookie",
    problems,
    `The session cookie is ${cookie.key}, for ${cookie.domain ?? `${hostname} alone`}, ${lasts}`,
  );
}

/** What only who is signed in gets to see: the settings, and where Ory leads without a return_to. */
async function signedInPages(
  visitor: Visitor,
  entry: string,
  ory: Ory,
  { appOrigins }: Setup,
): Promise<Finding[]> {
  const [origin] = appOrigins;
  const settings = await beginFlow(visitor, entry, "settings");
  // Ory sends who is signed in on, to its default.
  const again = await beginFlow(visitor, entry, "login");
  const fallback = again.location?.origin;
  const problem = wrong("default-return", {
    says: `Without a return_to, Ory leads to ${again.location?.href ?? "nowhere"}`,
    notice: "Who confirms an address or opens the sign-in page while signed in leaves the app.",
    mend: [setting(ory, "/selfservice/default_browser_return_url", `${origin}/`)],
  });
  const leaves =
    fallback === undefined || ![...appOrigins, new URL(entry).origin].includes(fallback);
  return [
    // On another origin of the app's: that is said of the app already.
    ...(entry === origin && settings.location?.pathname !== pagePaths.settings
      ? pageFinding("settings", settings.location, origin, ory)
      : []),
    leaves ? problem : right("default-return", "Without a return_to, Ory leads back to the app"),
  ];
}

function failed(says: string, status: number): Finding {
  return wrong("sign-in", {
    says: `An account with a password can't sign in: ${says} (status ${status})`,
    notice: "Nobody can sign in with a password.",
    mend: [
      "Mend what is said above first. The password method has to be on: selfservice.methods.password.enabled.",
    ],
  });
}
