import { Fragment } from "react";
import type { Flow } from "@/lib/flow-schema";
import { flow as words } from "@/lib/messages";
import type { FlowType } from "@/lib/flows";
import { FlowForm } from "./flow-form";
import { Messages } from "./messages";
import { groupForms } from "./group-forms";

/** A self-service flow of Ory's as plain HTML forms: each posts to Ory, which redirects back. */
export function FlowForms({ flow, type }: { flow: Flow; type: FlowType }) {
  return (
    <div className="grid gap-4">
      <Messages messages={flow.ui.messages} />
      {groupForms(flow, type).map((form, index) => (
        <Fragment key={form.group}>
          {index > 0 && <Divider />}
          <FlowForm flow={flow} form={form} secondary={index > 0} />
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
