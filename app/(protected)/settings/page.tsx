import type { Metadata } from "next";
import { Card, PageHeading } from "@/components/ui/card";
import { FlowForm } from "@/components/flow/flow-form";
import { groupForms, isButton } from "@/components/flow/group-forms";
import { Messages } from "@/components/flow/messages";
import { NoCookies } from "@/components/flow/no-cookies";
import { SessionProperties } from "@/components/session/session-properties";
import { SessionForm } from "@/components/session/session-form";
import { Shell } from "@/components/session/shell";
import { getFlow, type SearchParams } from "@/lib/flows/flows";
import { settings as words } from "@/lib/words";
import { hasAdminAccess } from "@/lib/ory/admin";
import type { Session } from "@/lib/session/schema";
import { requireSession } from "@/lib/session";
import { readTraits } from "@/lib/session/traits";
import { signOutOtherDevices } from "./sessions/actions";

export const metadata: Metadata = { title: words.title };

/** The session's properties, and everything about the account that Ory lets people change. */
export default async function SettingsPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const session = await requireSession();
  const flow = await getFlow("settings", searchParams);
  if (flow === "no_cookies") return <NoCookies startAgain="/settings" />;
  const { email } = readTraits(session.identity.traits);
  return (
    <Shell session={session}>
      <PageHeading title={words.title}>{words.lead}</PageHeading>
      <div className="grid gap-5">
        <Messages messages={flow.ui.messages} />
        {flow.state === "success" && <SignOutOthersOffer session={session} />}
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
                  username={form.group === "password" ? email : undefined}
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

/** Ory doesn't say what changed. Only a new password ends the other sessions by itself. */
function SignOutOthersOffer({ session }: { session: Session }) {
  return (
    <SessionForm
      session={session}
      action={signOutOtherDevices}
      className="notice bg-sunken flex flex-wrap items-center gap-4"
    >
      <p className="flex-1">{words.signOutOthersOffer}</p>
      <button className="button button-small button-secondary">{words.signOutOthers}</button>
    </SessionForm>
  );
}
