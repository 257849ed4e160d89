import type { Metadata } from "next";
import { Card, PageHeading } from "@/components/ui/card";
import { FlowForm } from "@/components/flow/flow-form";
import { groupForms, isButton } from "@/components/flow/group-forms";
import { Messages } from "@/components/flow/messages";
import { NoCookies } from "@/components/flow/no-cookies";
import { SessionProperties } from "@/components/session/session-properties";
import { Shell } from "@/components/session/shell";
import { getFlow, type SearchParams } from "@/lib/flows/flows";
import { schemaOf } from "@/lib/flows/identity-schema";
import { withTraits } from "@/lib/flows/trait-nodes";
import { settings as words } from "@/lib/words";
import { hasAdminAccess } from "@/lib/ory/admin";
import { requireSession } from "@/lib/session/session";
import { identifierOf } from "@/lib/session/traits";
import { signOutOtherDevices } from "./sessions/actions";

export const metadata: Metadata = { title: words.title };

/** The session's properties, and everything about the account that Ory lets people change. */
export default async function SettingsPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const session = await requireSession();
  const begun = await getFlow("settings", searchParams);
  if (begun === "no_cookies") return <NoCookies startAgain="/settings" />;
  const flow = withTraits(begun, await schemaOf(begun));
  const identifier = identifierOf(session.identity.traits);
  return (
    <Shell session={session}>
      <PageHeading title={words.title}>{words.lead}</PageHeading>
      <div className="grid gap-5">
        <Messages messages={flow.ui.messages} />
        {flow.state === "success" && <SignOutOthersOffer />}
        {groupForms(flow, "settings").map((form) => {
          const [title, description] = words.sections[form.group] ?? [form.group, ""];
          return (
            <Card key={form.group} id={form.group} title={title} description={description} split>
              <div className="max-w-md">
                <FlowForm
                  flow={flow}
                  form={form}
                  // "Save" is what a form is about; "Unlink" or "Generate" is one thing it can do.
                  secondary={form.nodes.find(isButton)?.attributes.name !== "method"}
                  username={form.group === "password" ? identifier : undefined}
                />
              </div>
            </Card>
          );
        })}
        <Card title={words.session} description={words.sessionLead} split>
          <SessionProperties session={session} />
          <a href="/settings/sessions" className="button button-secondary mt-6">
            {words.devices}
          </a>
        </Card>
        {hasAdminAccess() && (
          <Card title={words.deleteTitle} description={words.deleteLead} split>
            <a href="/settings/delete" className="button button-secondary">
              {words.delete}
            </a>
          </Card>
        )}
      </div>
    </Shell>
  );
}

/** Ory does not say what was changed. After a new password, what the old one opened stays open. */
function SignOutOthersOffer() {
  return (
    <form
      action={signOutOtherDevices}
      className="notice bg-sunken flex flex-wrap items-center gap-4"
    >
      <p className="flex-1">{words.signOutOthersOffer}</p>
      <button className="button button-small button-secondary">{words.signOutOthers}</button>
    </form>
  );
}
