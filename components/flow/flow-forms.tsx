import { Fragment } from "react";
import type { Flow } from "@/lib/flows/schema";
import { flow as words } from "@/lib/words";
import type { FlowType } from "@/lib/flows/flows";
import { FlowForm } from "./flow-form";
import { Messages } from "./messages";
import { groupForms } from "./group-forms";

/** A self-service flow of Ory's as plain HTML forms: each posts to Ory, which redirects back. */
export function FlowForms({ flow, type }: { flow: Flow; type: FlowType }) {
  const forms = groupForms(flow, type);
  // Social providers come first, as a row of equals; the form below them is the one that has a main button.
  const first = forms.find(({ group }) => group !== "oidc") ?? forms[0];
  return (
    <div className="grid gap-4">
      <Messages messages={flow.ui.messages} />
      {forms.map((form, index) => (
        <Fragment key={form.group}>
          {index > 0 && <Divider />}
          <FlowForm flow={flow} form={form} secondary={form !== first} />
        </Fragment>
      ))}
    </div>
  );
}

function Divider() {
  return (
    <div className="text-muted flex items-center gap-3 text-xs" aria-hidden="true">
      <span className="bg-line h-px flex-1" />
      {words.or}
      <span className="bg-line h-px flex-1" />
    </div>
  );
}
