import type { Tab } from "../fixtures/tab";

/** Technical terms that people should never see. */
const technical =
  /csrf|self-service|\bflow\b|kratos|schema|pattern|\bnull\b|undefined|\[object|webauthn|internal server|strategy/i;

const flowPages = ["/auth/login", "/auth/registration", "/auth/recovery", "/auth/verification"];

/**
 * Returns what is wrong with the current page, or undefined. `before` is the URL that led here, if
 * both should have the same destination.
 */
export function problemOf(page: Tab, before: string): string | undefined {
  if (page.status >= 500) return `Status ${page.status}`;
  const repeated = page.hops.find(
    (address, index) =>
      page.hops.indexOf(address) < index && page.hops.lastIndexOf(address) !== index,
  );
  if (repeated) return `It comes three times to ${repeated}`;
  const said = [page.heading, ...page.messages].find((words) => technical.test(words));
  if (said) return `It speaks of the implementation: ${said}`;
  if (!leadsOn(page)) return "Nothing on the page leads on";
  const [from, to] = [destinationOf(before), destinationOf(page.url)];
  if (from && isFlowPage(page.url) && from !== to) {
    return `The destination ${from} is lost: ${to ?? "none"} in ${page.url}`;
  }
  return undefined;
}

/** Returns true if the page has a button or link other than those on every page. */
function leadsOn(page: Tab): boolean {
  const main = page.document.querySelector("main") ?? page.document;
  const links = [...main.querySelectorAll("a"), ...page.document.querySelectorAll("nav a")].filter(
    (link) => link.getAttribute("href") !== "/",
  );
  const buttons = main.querySelectorAll("form button").length;
  const arrived = /^\/(dashboard|profile|\?|$)/.test(page.url);
  return arrived || page.status === 404 || links.length > 0 || buttons > 0;
}

function isFlowPage(address: string): boolean {
  return flowPages.includes(address.split("?", 1)[0] ?? "");
}

function destinationOf(address: string): string | undefined {
  if (!isFlowPage(address)) return undefined;
  const query = new URLSearchParams(address.split("?").slice(1).join("?"));
  return query.get("return_to") ?? undefined;
}
