import type { Flow, InputNode } from "@/lib/flows/schema";
import { ceremonyOf } from "./ceremonies";
import type { GroupForm } from "./group-forms";
import { isButton } from "./group-forms";
import { Node } from "./node";
import { PasskeySuggestions } from "./passkeys";
import { PendingForm } from "./pending-form";

interface FlowFormProps {
  flow: Flow;
  form: GroupForm;
  /** Whether another form on the page is the main one. */
  secondary?: boolean;
  /** For password managers: Ory's form for a new password doesn't name the account. */
  username?: string;
}

/** A flow's form. The first button is the main one; the others skip the browser's validation. */
export function FlowForm({ flow, form, secondary = false, username }: FlowFormProps) {
  const main = form.nodes.find(isButton);
  const suggestions = form.nodes.find(
    (node): node is InputNode => node.type === "input" && Boolean(node.attributes.onloadTrigger),
  );
  const ceremony = ceremonyOf(flow, suggestions?.attributes.onloadTrigger);
  return (
    <PendingForm action={flow.ui.action} method={flow.ui.method}>
      {username && <input hidden readOnly autoComplete="username" value={username} />}
      {form.nodes.map((node, index) => (
        <Node
          key={index}
          node={node}
          main={node === main}
          look={node === main && !secondary ? "button-primary" : "button-secondary"}
          ceremony={
            node.type === "input" ? ceremonyOf(flow, node.attributes.onclickTrigger) : undefined
          }
        />
      ))}
      {ceremony?.does === "get" && <PasskeySuggestions ceremony={ceremony} />}
    </PendingForm>
  );
}
