import { z } from "zod";
import type { Answer } from "./ask";
import type { Visitor } from "./visitor";

export type Kind = "login" | "registration" | "recovery" | "verification" | "settings";

const nodeSchema = z.object({
  group: z.string(),
  attributes: z.looseObject({ name: z.string().optional(), value: z.unknown().optional() }),
});

const flowSchema = z.object({
  id: z.string(),
  ui: z.object({
    action: z.string(),
    nodes: z.array(nodeSchema),
    messages: z.array(z.object({ id: z.number(), text: z.string() })).nullish(),
  }),
});

export type Flow = z.infer<typeof flowSchema>;

export interface Begun {
  answer: Answer;
  /** Where the browser is sent: to the page of the flow, or of an error. */
  location: URL | undefined;
  /** The flow's id, where there is one. */
  id: string | undefined;
}

/** Starts a flow at `base` as a link in a browser does. */
export async function beginFlow(
  visitor: Visitor,
  base: string,
  kind: Kind,
  query: Record<string, string> = {},
): Promise<Begun> {
  const answer = await visitor.request(
    `${base}/self-service/${kind}/browser?${new URLSearchParams(query).toString()}`,
    { headers: { accept: "text/html" } },
  );
  const header = answer.headers.get("location");
  const location = header === null ? undefined : new URL(header, base);
  return { answer, location, id: location?.searchParams.get("flow") ?? undefined };
}

/** Reads a flow that this visitor started; undefined when Ory does not give it. */
export async function readFlow(
  visitor: Visitor,
  base: string,
  kind: Kind,
  id: string,
): Promise<Flow | undefined> {
  const answer = await visitor.request(`${base}/self-service/${kind}/flows?id=${id}`);
  return flowSchema.safeParse(answer.json).data;
}

/** The text in a field of the form, by the field's name; empty where there is none. */
export function valueOf(flow: Flow, name: string): string {
  const value = flow.ui.nodes.find(({ attributes }) => attributes.name === name)?.attributes.value;
  return typeof value === "string" ? value : "";
}

/** Posts the form of a flow as a browser does. */
export function postForm(
  visitor: Visitor,
  url: string,
  fields: Record<string, string>,
): Promise<Answer> {
  return visitor.request(url, {
    method: "POST",
    headers: { accept: "text/html", "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(fields).toString(),
  });
}
