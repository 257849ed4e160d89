import { otherDevices, describeDevice } from "@/lib/account/devices";
import { env } from "@/lib/server/env";
import { unavailablePath } from "@/lib/return-to/addresses";
import { oryCookies, redirectTo } from "@/lib/return-to/request";
import { sitePath } from "@/lib/return-to/return-to";
import { requireFreshSession } from "@/lib/session";

/** A download does not navigate, so signing in again leads back to the page that offers it. */
const returnTo = sitePath("/profile?export=ready");

/** The person's data as a JSON download, for those who signed in a short while ago. */
export async function GET(): Promise<Response> {
  const session = await requireFreshSession({
    maxAgeSeconds: env().privilegedSessionMaxAgeSeconds,
    returnTo,
  });
  const others = await otherDevices(await oryCookies());
  if (!others) return redirectTo(unavailablePath(returnTo));
  return Response.json(
    { identity: session.identity, sessions: [describeDevice(session), ...others] },
    {
      headers: {
        "content-disposition": 'attachment; filename="my-data.json"',
        "cache-control": "private, no-store",
      },
    },
  );
}
