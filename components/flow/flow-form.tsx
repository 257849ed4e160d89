import type { Flow } from "@/lib/flows/schema";
import type { GroupForm } from "./group-forms";
import { isButton } from "./group-forms";
import { Node } from "./node";
import { PendingForm } from "./pending-form";

interface FlowFormProps {
  flow: Flow;
  form: GroupForm;
  /** Whether another form on the page is the one most people want. */
  secondary?: boolean;
  /** Whose password this is, for password managers: Ory's form for a new one does not say. */
  username?: string;
}

/** One form of a flow. Its first button is the main one; the others skip the browser's checks. */
export function FlowForm({ flow, form, secondary = false, username }: FlowFormProps) {
  const script = flow.ui.nodes.find((node) => node.type === "script")?.attributes.src;
  const main = form.nodes.find(isButton);
  return (
    <PendingForm action={flow.ui.action} method={flow.ui.method}>
      {username && <input hidden readOnly autoComplete="username" value={username} />}
      {form.nodes.map((node, index) => (
        <Node
          key={index}
          node={node}
          main={node === main}
          look={node === main && !secondary ? "button-primary" : "button-secondary"}
          script={script}
        />
      ))}
    </PendingForm>
  );
}
