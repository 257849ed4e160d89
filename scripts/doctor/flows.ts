import { type Flow, flowSchema } from "../../lib/flows/schema";
import type { Answer } from "../local/ask";
import type { Visitor } from "./visitor";

export type Kind = "login" | "registration" | "recovery" | "verification" | "settings";

export interface Begun {
  answer: Answer;
  /** The redirect target: the page of the flow, or of an error. */
  location: URL | undefined;
  id: string | undefined;
}

/** With `text/html`, the app would first redirect to its canonical origin. */
export const pageType = "application/xhtml+xml";

export async function beginFlow(
  visitor: Visitor,
  base: string,
  kind: Kind,
  query: Record<string, string> = {},
): Promise<Begun> {
  const answer = await visitor.request(
    `${base}/self-service/${kind}/browser?${new URLSearchParams(query).toString()}`,
    { headers: { accept: pageType } },
  );
  const location = locationOf(answer, base);
  return { answer, location, id: location?.searchParams.get("flow") ?? undefined };
}

export function locationOf({ headers }: Answer, base: string): URL | undefined {
  const location = headers.get("location");
  return location === null ? undefined : new URL(location, base);
}

/** Returns a flow that this visitor started, or undefined if Ory doesn't return it. */
export async function readFlow(
  visitor: Visitor,
  base: string,
  kind: Kind,
  id: string,
): Promise<Flow | undefined> {
  const answer = await visitor.request(`${base}/self-service/${kind}/flows?id=${id}`);
  return flowSchema.safeParse(answer.json).data;
}

/** Returns the fields of a flow's form with their names and groups. */
export function fieldsOf({ ui }: Flow) {
  return ui.nodes.flatMap((node) =>
    node.type === "input" ? { group: node.group, ...node.attributes } : [],
  );
}

/** Returns the value of a form field, or "" if there is no such field. */
export function valueOf(flow: Flow, name: string): string {
  const value = fieldsOf(flow).find((field) => field.name === name)?.value;
  return typeof value === "string" ? value : "";
}

export function postForm(
  visitor: Visitor,
  base: string,
  flow: Flow,
  fields: Record<string, string>,
): Promise<Answer> {
  const { pathname, search } = new URL(flow.ui.action);
  return visitor.request(base + pathname + search, {
    headers: { accept: "text/html" },
    form: { csrf_token: valueOf(flow, "csrf_token"), ...fields },
  });
}
