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

/** Every flow that begins at `origin` has to lead to its page, at the origin that the app takes for its own. */
export async function pageFindings(origin: string, home: string, ory: Ory): Promise<Finding[]> {
  const problems: Finding[] = [];
  // Settings are for who is signed in.
  for (const kind of ["login", "registration", "recovery", "verification"] as const) {
    const { location } = await beginFlow(browser(), origin, kind);
    // Switched off: Ory explains that on the error page.
    if (location?.searchParams.has("id")) continue;
    problems.push(...pageFinding(kind, location, home, ory));
  }
  problems.push(...(await errorPageFindings(home, ory)));
  return orRight("pages", problems, "Every flow leads to its page");
}

/** Compares where Ory sends people with where the page of a flow is. */
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

/** Ory's own explanations, which it gives where a flow can't begin: here for an address that it refuses. */
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

/** Kratos knows the app's address and completes a path with it; Ory Network has its own. */
function pageSetting(kind: Kind | "error", path: string, origin: string, ory: Ory): string {
  const value = ory.product === "Ory Network" ? origin + path : path;
  return setting(ory, `/selfservice/flows/${kind}/ui_url`, value);
}
