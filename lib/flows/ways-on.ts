import "server-only";
import { headers } from "next/headers";
import { authPath } from "./flows";
import { flowPage, type FlowType, kept, withParameters } from "./page";
import type { Flow, FlowText } from "./schema";
import { addressFields, readTypedAddress } from "./typed-address";
import { safeReturnTo } from "../return-to/request";
import { flow as words } from "../words";
import { oryWay } from "../words/ory";

/** The next step after a message: a link, or a form with one button that posts to the proxy. */
export interface WayOn {
  label: string;
  href: string;
  /** The form's fields. Without them the next step is a link. */
  fields?: Record<string, string>;
  /** Whether this is the only useful link or button on the page. */
  only: boolean;
}

export interface Said {
  message: FlowText;
  way: WayOn | undefined;
}

/** Returns a flow's messages with next steps. Codes go to `known` if no address was typed. */
export async function saidOf(flow: Flow, type: FlowType, known?: string): Promise<Said[]> {
  const typed = readTypedAddress((await headers()).get("cookie")) ?? known;
  return flow.ui.messages.map((message) => ({ message, way: wayOn(message, flow, type, typed) }));
}

function wayOn(
  { id, context }: FlowText,
  flow: Flow,
  type: FlowType,
  typed: string | undefined,
): WayOn | undefined {
  const way = oryWay(id, context);
  const address = valueOf(flow, addressFields) ?? typed;
  switch (way) {
    case undefined:
      return undefined;
    case "verify": {
      const label = address === undefined ? words.ways.verify : words.ways.verifyWithCode(address);
      // Ory's refusal of the sign-in lets this browser verify the address while signed out.
      const fields = { email: address ?? "", login_flow: flow.id };
      return codeTo("verification", { return_to: flow.return_to }, label, fields);
    }
    case "go_on":
      return { label: words.ways.goOn, href: safeReturnTo(flow.return_to), only: true };
    case "sign_in":
      return type === "settings"
        ? undefined
        : { label: words.ways.signIn, href: authPath("login", flow.return_to), only: false };
    case "sign_up":
      return {
        label: words.ways.signUp,
        href: authPath("registration", flow.return_to),
        only: false,
      };
    case "restart":
    case "send_again":
      return again(flow, type, address, way === "restart");
  }
}

/** Starts the same flow again, and sends a code right away if the address is known. */
function again(flow: Flow, type: FlowType, address: string | undefined, only: boolean): WayOn {
  const { searchParams } = new URL(flow.ui.action, "http://this-site.invalid");
  const query = kept((name) => searchParams.get(name));
  const byCode = flow.ui.nodes.some(({ group }) => group === "code");
  if (address === undefined || !byCode || type === "settings") {
    return { label: words.ways.restart, href: flowPage(type, query), only };
  }
  const label = words.ways.newCode(address);
  if (type === "login") {
    // Ory's flow refuses every later code.
    return codeTo(type, query, label, { identifier: address }, true);
  }
  if (type === "registration") return codeTo(type, query, label, traits(flow), true);
  return codeTo(type, query, label, { email: address }, only);
}

function codeTo(
  type: FlowType,
  query: Record<string, string | undefined>,
  label: string,
  fields: Record<string, string>,
  only = false,
): WayOn {
  const href = withParameters(`/self-service/${type}/browser`, query);
  return { label, href, fields: { ...fields, method: "code" }, only };
}

function valueOf(flow: Flow, names: readonly string[]): string | undefined {
  for (const { type, attributes } of flow.ui.nodes) {
    if (type !== "input" || !names.includes(attributes.name)) continue;
    if (typeof attributes.value === "string" && attributes.value !== "") return attributes.value;
  }
  return undefined;
}

function traits(flow: Flow): Record<string, string> {
  return Object.fromEntries(
    flow.ui.nodes.flatMap(({ type, attributes }) =>
      type === "input" && attributes.name.startsWith("traits.")
        ? [[attributes.name, String(attributes.value ?? "")]]
        : [],
    ),
  );
}
