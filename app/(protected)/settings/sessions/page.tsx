import type { Metadata } from "next";
import { Card, PageHeading } from "@/components/ui/card";
import { LocalTime } from "@/components/ui/local-time";
import { SessionForm } from "@/components/session/session-form";
import { Shell } from "@/components/session/shell";
import { describeDevice, type Device, otherDevices } from "@/lib/account/devices";
import { type SearchParams, single } from "@/lib/flows/flows";
import { devices as words, lookUp } from "@/lib/words";
import { unavailablePath } from "@/lib/return-to/addresses";
import { relativeTime } from "@/lib/words/relative-time";
import { oryCookies, redirectTo } from "@/lib/return-to/request";
import { sitePath } from "@/lib/return-to/return-to";
import { serverNow } from "@/lib/words/relative-time";
import { requireSession } from "@/lib/session";
import { signOutDevice, signOutOtherDevices } from "./actions";

export const metadata: Metadata = { title: words.title };

export default async function SessionsPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const session = await requireSession();
  const others = await otherDevices(await oryCookies());
  if (!others) return redirectTo(unavailablePath(sitePath("/settings/sessions")));
  const message = lookUp(words.done, single((await searchParams).done));
  return (
    <Shell session={session}>
      <PageHeading title={words.title}>{words.lead}</PageHeading>
      {message && (
        <p role="status" className="notice bg-accent-soft text-accent mb-6">
          {message}
        </p>
      )}
      <div className="grid gap-5">
        <Card title={words.thisOne} split>
          <DeviceRow device={describeDevice(session)} />
        </Card>
        <Card
          title={words.others}
          description={others.length === 0 ? words.noOthers : undefined}
          split
        >
          <ul className="divide-line -my-3 divide-y">
            {others.map((device) => (
              <li key={device.sessionId} className="flex flex-wrap items-center gap-4 py-3">
                <DeviceRow device={device} />
                <SessionForm session={session} action={signOutDevice} className="ms-auto">
                  <input type="hidden" name="id" value={device.sessionId} />
                  <button className="button button-small button-secondary">{words.signOut}</button>
                </SessionForm>
              </li>
            ))}
          </ul>
          {others.length > 0 && (
            <SessionForm session={session} action={signOutOtherDevices} className="mt-6">
              <button className="button button-primary">{words.signOutOthers}</button>
            </SessionForm>
          )}
        </Card>
      </div>
    </Shell>
  );
}

function DeviceRow({ device }: { device: Device }) {
  return (
    <div className="text-sm">
      <p className="font-medium">{device.name}</p>
      <p className="text-muted">
        {device.address && `${device.address} · `}
        {words.signedIn}{" "}
        <LocalTime
          iso={device.signedInAt}
          words={relativeTime(Date.parse(device.signedInAt) - serverNow())}
        />
      </p>
    </div>
  );
}
