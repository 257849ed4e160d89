import { oryConfig } from "../../lib/ory/config";
import { type Finding, doubtful, orRight, wrong } from "./finding";
import { beginFlow, type Kind } from "./flows";
import { allSettings, setting } from "./mend";
import type { Ory } from "./ory";
import { browser } from "./visitor";

const { project } = oryConfig;

export const pagePaths: Record<Kind, string> = {
  login: project.login_ui_url,
  registration: project.registration_ui_url,
  recovery: project.recovery_ui_url,
  verification: project.verification_ui_url,
  settings: project.settings_ui_url,
};

const errorPath = "/auth/error";

/** Checks that every flow started at `origin` redirects to its page on the app's own origin. */
export async function pageFindings(origin: string, home: string, ory: Ory): Promise<Finding[]> {
  const problems: Finding[] = [];
  // Settings need a session.
  for (const kind of ["login", "registration", "recovery", "verification"] as const) {
    const { location } = await beginFlow(browser(), origin, kind);
    // The flow is switched off, and Ory redirects to the error page.
    if (location?.searchParams.has("id")) continue;
    problems.push(...pageFinding(kind, location, home, ory));
  }
  problems.push(...(await errorPageFindings(home, ory)));
  return orRight("pages", problems, "Every flow leads to its page");
}

/** Compares Ory's redirect with the page of a flow. */
export function pageFinding(
  kind: Kind,
  location: URL | undefined,
  origin: string,
  ory: Ory,
): Finding[] {
  const expected = origin + pagePaths[kind];
  const actual = location && location.origin + location.pathname;
  if (actual === expected) return [];
  const unset = location?.pathname.includes("/fallback/") === true;
  const says = unset
    ? `Ory does not know the page of the ${kind} flow`
    : `The ${kind} flow leads to ${actual ?? "no page"} instead of ${expected}`;
  return [
    wrong("pages")`
      ${says}
      Who needs the ${kind} page ends on ${unset ? "one of Ory's documentation" : "another, or on none"}.
      ${pageSetting(kind, pagePaths[kind], origin, ory)}
      ${allSettings(ory, origin)}`,
  ];
}

/** Checks the page for Ory's errors, by starting a flow with a return URL that Ory rejects. */
async function errorPageFindings(origin: string, ory: Ory): Promise<Finding[]> {
  const query = { return_to: "https://return-to.invalid/" };
  const { location } = await beginFlow(browser(), ory.url, "login", query);
  if (!location?.searchParams.has("id") || location.pathname === errorPath) return [];
  return [
    doubtful("pages")`
      Ory explains errors on ${location.origin + location.pathname}
      When something goes wrong, people see a page that does not look like yours.
      ${pageSetting("error", errorPath, origin, ory)}`,
  ];
}

/** Kratos completes a path with the app's URL. Ory Network would use its own URL. */
function pageSetting(kind: Kind | "error", path: string, origin: string, ory: Ory): string {
  const value = ory.product === "Ory Network" ? origin + path : path;
  return setting(ory, `/selfservice/flows/${kind}/ui_url`, value);
}
