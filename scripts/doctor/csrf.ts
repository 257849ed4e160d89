import { type Finding, right, wrong } from "./finding";
import { postForm, readFlow } from "./flows";
import type { Visitor } from "./visitor";

/** The id of Ory's message for invalid credentials, which a sign-in with invented ones gets. */
const invalidCredentials = 4000006;

/**
 * Submits a sign-in form as a browser does, for an account that can't exist. Everything between the
 * browser and Ory must pass the CSRF cookie on in both directions.
 */
export async function csrfFindings(
  visitor: Visitor,
  origin: string,
  flowId: string,
): Promise<Finding[]> {
  const flow = await readFlow(visitor, origin, "login", flowId);
  if (flow === undefined) return [lost("Ory does not give a sign-in back to who started it")];
  const answer = await postForm(visitor, origin, flow, {
    method: "password",
    identifier: "nobody@doctor.invalid",
    password: "there is no such account",
  });
  const after = await readFlow(visitor, origin, "login", flowId);
  const refused = after?.ui.messages.some(({ id }) => id === invalidCredentials) === true;
  if (refused) return [right("csrf", "Forms arrive at Ory with their CSRF cookie")];
  return [lost(`A sign-in form sent to ${origin} was not taken (status ${answer.status})`)];
}

const lost = (says: string) => wrong("csrf")`
  ${says}
  Every form ends on an error page that speaks of CSRF (security_csrf_violation).
  Mend what is said above of addresses and cookies first. If nothing is: something between the browser and the app drops Set-Cookie or Cookie, or caches /self-service. Take those paths out of the cache of your CDN or load balancer.`;
