import { headers } from "next/headers";
import { Fragment } from "react";
import type { Flow } from "@/lib/flows/schema";
import { flow as words } from "@/lib/words";
import type { FlowType } from "@/lib/flows/flows";
import { readTypedAddress, withTypedAddress } from "@/lib/flows/typed-address";
import { saidOf } from "@/lib/flows/ways-on";
import { FlowForm } from "./flow-form";
import { Messages } from "./messages";
import { groupForms, providers } from "./group-forms";

interface FlowFormsProps {
  flow: Flow;
  type: FlowType;
  address?: string;
}

/** A flow as plain HTML forms that post to Ory: docs/decisions/0006-plain-forms.md. */
export async function FlowForms({ flow, type, address }: FlowFormsProps) {
  const said = await saidOf(flow, type, address);
  const typed = readTypedAddress((await headers()).get("cookie"));
  // Ory would refuse these forms, and they would hide the next step.
  const forms = said.some(({ way }) => way?.only)
    ? []
    : groupForms(withTypedAddress(flow, typed), type);
  // Providers come first and look equal. The form below them has the main button.
  const first = forms.find(({ group }) => !providers.includes(group)) ?? forms[0];
  return (
    <div className="grid gap-4">
      <Messages said={said} />
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
