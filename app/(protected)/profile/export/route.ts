import { otherDevices, describeDevice } from "@/lib/account/devices";
import { env } from "@/lib/server/env";
import { unavailablePath } from "@/lib/return-to/addresses";
import { oryCookies, redirectTo } from "@/lib/return-to/request";
import { sitePath } from "@/lib/return-to/return-to";
import { requireFreshSession } from "@/lib/session";

/** A download doesn't navigate, so a new sign-in leads back to the page that offers it. */
const returnTo = sitePath("/profile?export=ready");

/** Downloads the person's data as JSON. Requires a recent sign-in. */
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
