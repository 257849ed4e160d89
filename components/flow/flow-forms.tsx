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
  /** An address of the person, where it is known who it is. */
  address?: string;
}

/** A self-service flow of Ory's as plain HTML forms: each posts to Ory, which redirects back. */
export async function FlowForms({ flow, type, address }: FlowFormsProps) {
  const said = await saidOf(flow, type, address);
  const typed = readTypedAddress((await headers()).get("cookie"));
  // Forms that Ory refuses whatever is in them would only hide the way on.
  const forms = said.some(({ way }) => way?.only)
    ? []
    : groupForms(withTypedAddress(flow, typed), type);
  // Providers come first, as a row of equals; the form below them is the one that has a main button.
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
