import { z } from "zod";
import type { Flow } from "../../lib/flows/schema";
import { ask, errorId } from "../local/ask";
import type { Setup } from "../local/setup";
import { domainFindings } from "./cookies";
import { isPublicSuffix, publicSuffixOf } from "./environment";
import { type Finding, doubtful, orRight, right, unchecked, wrong } from "./finding";
import { beginFlow, readFlow, valueOf } from "./flows";
import { allSettings, setting } from "./mend";
import type { Ory } from "./ory";
import { socialFindings } from "./social";
import { server } from "./visitor";

/** Checks Ory's settings by starting a sign-in directly at Ory. */
export async function oryFlowFindings(ory: Ory, setup: Setup): Promise<Finding[]> {
  const visitor = server();
  const begun = await beginFlow(visitor, ory.url, "login");
  const flow = begun.id && (await readFlow(visitor, ory.url, "login", begun.id));
  return [
    ...(flow
      ? [
          ...baseUrlFindings(flow.ui.action, ory, setup),
          ...passkeyFindings(flow, ory, setup),
          ...(await socialFindings(visitor, flow, ory, setup)),
          ...captchaFindings([flow, ...(await otherFlows(ory))]),
        ]
      : [unchecked("base-url", `Ory starts no sign-in (status ${begun.answer.status})`)]),
    ...(await returnUrlFindings(ory, setup)),
    ...orRight(
      "cookie-domain",
      domainFindings(begun.answer.cookies, ory),
      "Ory's cookies are for hosts that may have cookies",
    ),
  ];
}

/**
 * Checks Ory's base URL, which starts every URL it sends. It must be the app's origin or Ory's own,
 * which the app replaces.
 */
export function baseUrlFindings(action: string, ory: Ory, { appOrigins }: Setup): Finding[] {
  const base = action.slice(0, action.indexOf("/self-service"));
  if ([...appOrigins, ory.url].includes(base)) {
    return [right("base-url", `Ory writes its addresses for ${base}`)];
  }
  const [canonical] = appOrigins;
  const asLocalhost = (url: string) => url.replace(/\/\/(127\.0\.0\.1|\[::1\])/, "//localhost");
  const sameButName = [canonical, ory.url].some((url) => asLocalhost(url) === asLocalhost(base));
  const network = ory.product === "Ory Network";
  return [
    wrong("base-url")`
      Ory writes its addresses for ${base}, which is neither the app (${canonical}) nor the address that the app knows Ory by (${ory.url})
      Every form is sent to another site${sameButName ? ": localhost and 127.0.0.1 share no cookies, so signing in ends in a CSRF error." : ", which has none of the cookies: signing in ends in a CSRF error or on a page that is not there."}
      ${network ? `Set NEXT_PUBLIC_ORY_SDK_URL to ${base}, the project's custom domain.` : setting(ory, "/serve/public/base_url", `${canonical}/`)}
      ${network ? "" : allSettings(ory, canonical)}`,
  ];
}

const optionsSchema = z.object({ publicKey: z.object({ rpId: z.string() }) });

/** Checks the passkeys' host. A passkey works on that host and its subdomains. */
export function passkeyFindings(flow: Flow, ory: Ory, { appOrigins }: Setup): Finding[] {
  const challenge = valueOf(flow, "passkey_challenge");
  if (challenge === "") return [unchecked("passkeys", "Ory offers no passkeys")];
  const { rpId } = optionsSchema.parse(JSON.parse(challenge)).publicKey;
  const [canonical] = appOrigins;
  const hosts = appOrigins.map((origin) => new URL(origin).hostname);
  const fitting = hosts.filter((host) => host === rpId || host.endsWith(`.${rpId}`));
  const own = isPublicSuffix(rpId) && rpId !== "localhost" ? [] : fitting;
  if (own.length === hosts.length) return [right("passkeys", `Passkeys are for ${rpId}`)];
  return [
    (own.length === 0 ? wrong : doubtful)("passkeys")`
      Passkeys are for ${rpId}, and the app is at ${hosts.filter((host) => !own.includes(host)).join(", ")}
      Making or using a passkey there fails: “The relying party ID is not a registrable domain suffix of, nor equal to the current domain.”
      ${setting(ory, "/selfservice/methods/passkey/config/rp/id", new URL(canonical).hostname)}
      ${setting(ory, "/selfservice/methods/passkey/config/rp/origins", appOrigins)}`,
  ];
}

/** Returns the other flows that visitors can start, without those that are off. */
async function otherFlows(ory: Ory): Promise<Flow[]> {
  const flows: Flow[] = [];
  for (const kind of ["registration", "recovery", "verification"] as const) {
    const visitor = server();
    const { id } = await beginFlow(visitor, ory.url, kind);
    const flow = id && (await readFlow(visitor, ory.url, kind, id));
    if (flow) flows.push(flow);
  }
  return flows;
}

/** Checks that no flow has a captcha: the app has no widget, and its CSP would block one. */
export function captchaFindings(flows: Flow[]): Finding[] {
  const asked = flows.some(({ ui }) => ui.nodes.some(({ group }) => group === "captcha"));
  if (!asked) return [right("captcha", "Ory asks for no captcha")];
  return [
    wrong("captcha")`
      Ory asks for a captcha, which this app does not show
      The forms are refused, whatever is filled in.
      Turn bot protection off in the Ory Console, or use Ory's hosted pages: docs/ory-network.md, "Captcha".`,
  ];
}

/** Checks that Ory's return URLs include every origin of the app and no foreign one. */
export async function returnUrlFindings(
  ory: Pick<Ory, "url" | "product">,
  setup: Pick<Setup, "appOrigins" | "allowedReturnOrigins">,
): Promise<Finding[]> {
  const mayReturnTo = async (url: string) => {
    const query = new URLSearchParams({ return_to: url }).toString();
    const answer = await ask(`${ory.url}/self-service/login/browser?${query}`);
    return errorId(answer) !== "self_service_flow_return_to_forbidden";
  };
  const [canonical] = setup.appOrigins;
  const wanted = [...new Set([...setup.appOrigins, ...setup.allowedReturnOrigins])];
  const refused: string[] = [];
  for (const origin of wanted) {
    if (!(await mayReturnTo(`${origin}/dashboard`))) refused.push(origin);
  }
  const suffixes = setup.appOrigins.flatMap((origin) => publicSuffixOf(origin) ?? []);
  const strangers = ["return-to.invalid", ...suffixes.map((suffix) => `somebody-else.${suffix}`)];
  const open: string[] = [];
  for (const host of strangers) if (await mayReturnTo(`https://${host}/`)) open.push(host);
  const list = wanted.map((origin) => `${origin}/`);
  const mend = setting(ory, "/selfservice/allowed_return_urls", list);
  const problems: Finding[] = [];
  if (refused.length > 0) {
    problems.push(wrong("return-urls")`
      Ory may not return to ${refused.join(", ")}
      Instead of the sign-in page people see an error: the return_to URL is not allowed.
      ${mend}
      ${allSettings(ory, canonical)}`);
  }
  if (open.length > 0) {
    problems.push(wrong("return-urls")`
      Ory may return to hosts that are not yours, such as ${open.join(", ")}
      Nothing, until somebody sends a link that signs people in here and ends on a copy of your site.
      Name every host in full, without a “*”.
      ${mend}`);
  }
  const fine = `Ory may return to ${wanted.join(", ")}, and not elsewhere`;
  return orRight("return-urls", problems, fine);
}
