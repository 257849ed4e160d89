import type { Metadata } from "next";
import { Card, PageHeading } from "@/components/card";
import { FlowForm } from "@/components/flow/flow-form";
import { groupForms, isButton } from "@/components/flow/group-forms";
import { Messages } from "@/components/flow/messages";
import { NoCookies } from "@/components/no-cookies";
import { SessionProperties } from "@/components/session-properties";
import { Shell } from "@/components/shell";
import { getFlow, type SearchParams } from "@/lib/flows";
import { requireSession } from "@/lib/session";
import { readTraits } from "@/lib/traits";
import { signOutOtherDevices } from "./sessions/actions";

export const metadata: Metadata = { title: "Settings" };

const sections: Record<string, { title: string; description: string }> = {
  profile: { title: "Profile", description: "Your name and the address you sign in with." },
  password: { title: "Password", description: "Set a new one. It takes effect at once." },
  passkey: {
    title: "Passkeys",
    description: "Sign in with your device’s lock instead of a password.",
  },
  webauthn: { title: "Security keys", description: "Hardware keys as a second factor." },
  totp: {
    title: "Authenticator app",
    description: "A second factor: a code from an app, asked for at each sign-in.",
  },
  lookup_secret: {
    title: "Backup codes",
    description: "For when the second factor is out of reach. Each works once: keep them safe.",
  },
  oidc: { title: "Linked accounts", description: "Sign in with an account you have elsewhere." },
};

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
      <PageHeading title="Settings">
        Changing a way to sign in needs a recent sign-in: Ory may ask you to confirm it is you.
      </PageHeading>
      <div className="grid grid-cols-1 gap-6">
        <Messages messages={flow.ui.messages} />
        {flow.state === "success" && <SignOutOthersOffer />}
        {groupForms(flow, "settings").map((form) => (
          <Card
            key={form.group}
            id={form.group}
            {...(sections[form.group] ?? { title: form.group, description: "" })}
          >
            <div className="max-w-sm">
              <FlowForm
                flow={flow}
                form={form}
                // "Save" is what a form is about; "Unlink" or "Generate" is one thing it can do.
                secondary={form.nodes.find(isButton)?.attributes.name !== "method"}
                username={form.group === "password" ? email : undefined}
              />
            </div>
          </Card>
        ))}
        <Card title="This session" description="What Ory knows about this sign-in.">
          <SessionProperties session={session} />
          <a href="/settings/sessions" className="button button-secondary mt-4">
            All devices
          </a>
        </Card>
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
      <p className="flex-1">
        Changed it because somebody else may know it? Your other devices are still signed in.
      </p>
      <button className="button button-secondary">Sign out all other devices</button>
    </form>
  );
}
