import { Cookie } from "tough-cookie";
import { isSessionCookieName } from "../../lib/ory/cookies";
import type { Answer } from "../local/ask";
import type { Credentials } from "../local/native-flows";
import type { Setup } from "../local/setup";
import { cookieFindings } from "./cookies";
import { type Finding, orRight, right, wrong } from "./finding";
import { beginFlow, postForm, readFlow } from "./flows";
import { setting } from "./mend";
import type { Ory } from "./ory";
import { pageFinding, pagePaths } from "./pages";
import { browser, type Visitor } from "./visitor";

/** Signs in at `entry` (the running app or Ory itself) by form, as a browser does. */
export async function signIn(
  entry: string,
  account: Credentials,
  ory: Ory,
  setup: Setup,
): Promise<{ visitor: Visitor; findings: Finding[] }> {
  const visitor = browser();
  const target = `${setup.appOrigins[0]}/dashboard`;
  const asked = await beginFlow(visitor, entry, "login", { return_to: target });
  // If Ory rejects the return URL, retry without it to run the other checks.
  const id = asked.id ?? (await beginFlow(visitor, entry, "login")).id;
  const flow = id === undefined ? undefined : await readFlow(visitor, entry, "login", id);
  if (flow === undefined) return { visitor, findings: [failed("Ory starts no sign-in", 0)] };
  const answer = await postForm(visitor, entry, flow, {
    method: "password",
    identifier: account.email,
    password: account.password,
  });
  const session = newSession(answer);
  if (session === undefined) {
    const after = await readFlow(visitor, entry, "login", flow.id);
    const said = after?.ui.messages.map(({ text }) => text).join(" ");
    return { visitor, findings: [failed(said ?? "Ory gives no session", answer.status)] };
  }
  const findings = [
    ...(asked.id === undefined ? [] : [arrival(answer, target)]),
    ...sessionCookieFindings(session, entry, ory),
  ];
  // The app ignores a cookie whose name it doesn't know.
  if (isSessionCookieName(session.key)) {
    findings.push(...(await signedInPages(visitor, entry, ory, setup)));
  }
  return { visitor, findings };
}

/** Returns the cookie that a sign-in sets, ignoring those for CSRF and flows. */
function newSession({ cookies }: Answer): Cookie | undefined {
  return cookies
    .flatMap((line) => Cookie.parse(line) ?? [])
    .find(({ key, value }) => value !== "" && !/^(csrf_token_|ory_kratos_continuity)/.test(key));
}

function arrival({ headers }: Answer, target: string): Finding {
  const location = headers.get("location");
  if (location === target) {
    return right("sign-in", "Signing in works and leads to where one wanted to go");
  }
  return wrong("sign-in")`
    After signing in Ory leads to ${location ?? "nowhere"} instead of ${target}
    Who signs in does not get to the page that was asked for.
    Look for an action of the sign-in (selfservice.flows.login.after) that redirects.`;
}

function sessionCookieFindings(cookie: Cookie, entry: string, ory: Ory): Finding[] {
  if (!isSessionCookieName(cookie.key)) {
    return [
      wrong("session-cookie")`
        The session cookie is called ${cookie.key}, and the app looks for ory_session_… (or ory_kratos_session)
        Who signs in is sent to sign in again, for ever.
        ${setting(ory, "/session/cookie/name", "ory_session_app")}`,
    ];
  }
  const lasts =
    cookie.maxAge === null ? "until the browser is closed" : `for ${String(cookie.maxAge)} s`;
  return orRight(
    "session-cookie",
    cookieFindings("session-cookie", cookie.toString(), entry, ory),
    `The session cookie is ${cookie.key}, for ${cookie.domain ?? `${new URL(entry).hostname} alone`}, ${lasts}`,
  );
}

/** Checks what needs a session: the settings page, and Ory's redirect without a return_to. */
async function signedInPages(
  visitor: Visitor,
  entry: string,
  ory: Ory,
  { appOrigins }: Setup,
): Promise<Finding[]> {
  const [origin] = appOrigins;
  const settings = await beginFlow(visitor, entry, "settings");
  // Ory redirects signed-in visitors to its default URL.
  const { location } = await beginFlow(visitor, entry, "login");
  const stays = location && [...appOrigins, new URL(entry).origin].includes(location.origin);
  return [
    // Other origins of the app are covered by the app's checks.
    ...(entry === origin && settings.location?.pathname !== pagePaths.settings
      ? pageFinding("settings", settings.location, origin, ory)
      : []),
    stays
      ? right("default-return", "Without a return_to, Ory leads back to the app")
      : wrong("default-return")`
          Without a return_to, Ory leads to ${location?.href ?? "nowhere"}
          Who confirms an address or opens the sign-in page while signed in leaves the app.
          ${setting(ory, "/selfservice/default_browser_return_url", `${origin}/`)}`,
  ];
}

const failed = (says: string, status: number) => wrong("sign-in")`
  An account with a password can't sign in: ${says} (status ${status})
  Nobody can sign in with a password.
  Mend what is said above first. The password method has to be on: selfservice.methods.password.enabled.`;
