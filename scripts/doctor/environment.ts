import { getDomain, getPublicSuffix, parse } from "tldts";
import type { Setup } from "../local/setup";
import { type Finding, doubtful, orRight, wrong } from "./finding";

const oryCredential = /^ory_(apikey|pat|wak|st|at|rt)_/;

/** Checks for credentials in variables that Next.js puts into the browser's bundle. */
export function secretFindings(variables: Record<string, string | undefined>): Finding[] {
  const problems = Object.entries(variables)
    .filter(([name, value]) => name.startsWith("NEXT_PUBLIC_") && value)
    .filter(
      ([name, value = ""]) => /TOKEN|SECRET|API_KEY|ADMIN/.test(name) || oryCredential.test(value),
    )
    .map(
      ([name]) => wrong("secrets")`
        ${name} is sent to every browser, as every NEXT_PUBLIC_ variable
        Nothing, until somebody reads and uses it.
        Remove it, make a new credential, and set that without NEXT_PUBLIC_ (${name.replace("NEXT_PUBLIC_", "")}).`,
    );
  if (variables.ORY_PROJECT_API_TOKEN?.startsWith("ory_wak_")) {
    problems.push(wrong("secrets")`
      ORY_PROJECT_API_TOKEN is a workspace's key, which does not work for a project's accounts
      Staying signed in, and everything else that needs admin access, fails.
      Make an API key of the project: https://console.ory.com, your project, API keys. It begins with ory_pat_ or ory_apikey_.`);
  }
  return orRight("secrets", problems, "No credential is in a variable that browsers get");
}

const ipLoopback = /^(127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Checks for origins that browsers treat in special ways. */
export function addressFindings({ appOrigins, production }: Setup): Finding[] {
  const problems = appOrigins.flatMap((origin) => {
    const { protocol, hostname, port } = new URL(origin);
    if (ipLoopback.test(hostname)) {
      return wrong("addresses")`
        The app's address is ${origin}, which is another site than localhost
        Whoever opens the app on localhost is sent to the other and is not signed in there; passkeys don't work on an IP address at all.
        Set APP_URL to ${protocol}//localhost${port === "" ? "" : `:${port}`}, and open that.`;
    }
    if (protocol === "https:" || hostname === "localhost" || hostname.endsWith(".localhost")) {
      return [];
    }
    return (production ? wrong : doubtful)("addresses")`
      The app's address is ${origin}, without https
      Sessions travel unencrypted, and browsers allow no passkeys.
      Put TLS in front of the app and set APP_URL to https://${hostname}.`;
  });
  return orRight("addresses", problems, `The app's address is ${appOrigins.join(", ")}`);
}

/** Checks for hosts under a public suffix such as vercel.app: each is a separate site. */
export function publicSuffixFindings({ appOrigins }: Pick<Setup, "appOrigins">): Finding[] {
  const problems = appOrigins.flatMap((origin) => {
    const suffix = publicSuffixOf(origin);
    if (suffix === undefined) return [];
    return doubtful("public-suffix")`
      ${new URL(origin).host} is below ${suffix}, on which everybody may have a host
      Sessions and passkeys belong to this very host: with your own domain, and in each preview deployment, people start anew.
      Before people make passkeys, give the app a domain of your own and set APP_URL to it.`;
  });
  return orRight("public-suffix", problems, "The app's host is on a domain of its own");
}

const options = { allowPrivateDomains: true };

/** Returns the private public suffix (such as vercel.app) that a host is under, or undefined. */
export function publicSuffixOf(origin: string): string | undefined {
  const { isPrivate, publicSuffix } = parse(new URL(origin).hostname, options);
  return (isPrivate && publicSuffix) || undefined;
}

/** Returns true if browsers reject cookies for this domain. */
export function isPublicSuffix(domain: string): boolean {
  return getPublicSuffix(domain, options) === domain && getDomain(domain, options) === null;
}
