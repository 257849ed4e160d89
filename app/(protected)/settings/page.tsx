import type { Metadata } from "next";
import { Card, PageHeading } from "@/components/ui/card";
import { FlowForm } from "@/components/flow/flow-form";
import { type GroupForm, groupForms, isButton } from "@/components/flow/group-forms";
import { Messages } from "@/components/flow/messages";
import { NoCookies } from "@/components/flow/no-cookies";
import { UnsavedChanges } from "@/components/flow/unsaved-changes";
import { SessionProperties } from "@/components/session/session-properties";
import { SessionForm } from "@/components/session/session-form";
import { Shell } from "@/components/session/shell";
import { backupCodes } from "@/lib/account/backup-codes";
import { getFlow, type SearchParams, single } from "@/lib/flows/flows";
import { schemaOf } from "@/lib/flows/identity-schema";
import { withParameters } from "@/lib/flows/page";
import type { Flow } from "@/lib/flows/schema";
import { settingsCase } from "@/lib/flows/settings-sections";
import { withTraits } from "@/lib/flows/trait-nodes";
import { saidOf } from "@/lib/flows/ways-on";
import { safeReturnTo } from "@/lib/return-to/request";
import { settings as words } from "@/lib/words";
import { hasAdminAccess } from "@/lib/ory/admin";
import type { Session } from "@/lib/session/schema";
import { requireSession } from "@/lib/session";
import { identifierOf } from "@/lib/session/traits";
import { signOutOtherDevices } from "./sessions/actions";

export const metadata: Metadata = { title: words.title };

export default async function SettingsPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const session = await requireSession();
  const begun = await getFlow("settings", searchParams);
  if (begun === "no_cookies") return <NoCookies type="settings" searchParams={searchParams} />;
  const flow = withTraits(begun, await schemaOf(begun));
  const { changed, section } = await searchParams;
  const saved = flow.state === "success" ? (single(changed) ?? "") : undefined;
  const said = await saidOf(flow, "settings");
  const forms = groupForms(flow, "settings");
  const alone = saved === undefined && forms.find(({ group }) => group === single(section));
  if (alone) {
    return (
      <Shell session={session}>
        <PageHeading title={words.title} />
        <div className="grid gap-5">
          <Messages said={said} />
          <Section flow={flow} form={alone} session={session} alone />
          <a href={safeReturnTo(flow.return_to ?? "/settings")} className="link text-sm">
            {words.notNow}
          </a>
        </div>
      </Shell>
    );
  }
  return (
    <Shell session={session}>
      <PageHeading title={words.title}>{words.lead}</PageHeading>
      <UnsavedChanges />
      <div className="grid gap-5">
        <Messages said={said} />
        {saved === "profile" && <SignsInWith session={session} />}
        {saved && saved !== "profile" && <SignOutOthersOffer session={session} />}
        {forms.map((form) => (
          <Section key={form.group} flow={flow} form={form} session={session} />
        ))}
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

interface SectionProps {
  flow: Flow;
  form: GroupForm;
  session: Session;
  alone?: boolean;
}

/** A section of the settings. It depends on all second factors together. */
async function Section({ flow, form, session, alone = false }: SectionProps) {
  const { group } = form;
  const [title, description] = words.sections[group] ?? [group, ""];
  const special = settingsCase(flow, group, alone);
  const codes = group === "lookup_secret" && special !== "codes_need_factor";
  const count = codes ? await backupCodes(session.identity.id) : undefined;
  const query = { section: "totp", return_to: flow.return_to };
  return (
    <Card id={group} title={title} description={description} split>
      <div className="grid max-w-md gap-4">
        {count && <p className="text-sm">{words.codesLeft(count.left, count.total)}</p>}
        {special && special !== "totp_elsewhere" && (
          <p className={`notice ${special === "codes_alone" ? "bg-warning-soft" : "bg-sunken"}`}>
            {words.cases[special]}
          </p>
        )}
        {special === "totp_elsewhere" && (
          <a
            href={withParameters("/self-service/settings/browser", query)}
            className="button button-secondary"
          >
            {words.setUpApp}
          </a>
        )}
        {(special === undefined || special === "codes_alone") && (
          <FlowForm
            flow={flow}
            form={form}
            // "Save" is the form's main button; "Unlink" or "Generate" is secondary.
            secondary={form.nodes.find(isButton)?.attributes.name !== "method"}
            username={group === "password" ? identifierOf(session.identity.traits) : undefined}
          />
        )}
      </div>
    </Card>
  );
}

/** A changed address counts at once, so warn while a signed-in person can correct typos. */
function SignsInWith({ session }: { session: Session }) {
  const address = session.identity.verifiable_addresses.find(({ verified }) => !verified);
  if (!address) return null;
  return (
    <form
      action={withParameters("/self-service/verification/browser", { return_to: "/settings" })}
      method="post"
      className="notice bg-warning-soft flex flex-wrap items-center gap-4"
    >
      <p className="flex-1">{words.signsInWith(address.value, address.status === "sent")}</p>
      <input type="hidden" name="email" value={address.value} />
      <input type="hidden" name="method" value="code" />
      <button className="button button-small button-secondary">{words.sendCode}</button>
    </form>
  );
}

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
