import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Card, PageHeading } from "@/components/card";
import { LocalTime } from "@/components/local-time";
import { Shell } from "@/components/shell";
import { describeDevice, type Device, otherDevices } from "@/lib/devices";
import { type SearchParams, single } from "@/lib/flows";
import { unavailablePath } from "@/lib/paths";
import { oryCookies } from "@/lib/request";
import { requireSession } from "@/lib/session";
import { signOutDevice, signOutOtherDevices } from "./actions";

export const metadata: Metadata = { title: "Devices" };

const done: Record<string, string> = {
  one: "That device is signed out.",
  others: "All other devices are signed out.",
};

/** Everywhere the person is signed in. */
export default async function SessionsPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const session = await requireSession();
  const others = await otherDevices(await oryCookies());
  if (!others) return redirect(unavailablePath("/settings/sessions"));
  const message = done[single((await searchParams).done) ?? ""];
  return (
    <Shell session={session}>
      <PageHeading title="Devices">
        Everywhere you are signed in. Sign out what you do not know, then change your password.
      </PageHeading>
      {message && (
        <p role="status" className="notice bg-accent-soft text-accent mb-6">
          {message}
        </p>
      )}
      <div className="grid grid-cols-1 gap-6">
        <Card title="This device">
          <DeviceRow device={describeDevice(session)} />
        </Card>
        <Card
          title="Other devices"
          description={others.length === 0 ? "You are signed in nowhere else." : undefined}
        >
          <ul className="divide-line divide-y">
            {others.map((device) => (
              <li key={device.sessionId} className="flex flex-wrap items-center gap-4 py-3">
                <DeviceRow device={device} />
                <form action={signOutDevice} className="ms-auto">
                  <input type="hidden" name="id" value={device.sessionId} />
                  <button className="button button-secondary">Sign out</button>
                </form>
              </li>
            ))}
          </ul>
          {others.length > 0 && (
            <form action={signOutOtherDevices} className="mt-4">
              <button className="button button-primary">Sign out all other devices</button>
            </form>
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
        {device.address && `${device.address} · `}Signed in <LocalTime iso={device.signedInAt} />
      </p>
    </div>
  );
}
