"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { signOutDevices } from "@/lib/account/devices";
import { unavailablePath } from "@/lib/return-to/addresses";
import { oryCookies } from "@/lib/return-to/request";
import { sessionAction } from "@/lib/session/session-action";

const page = "/settings/sessions";

/** Signs out one other device. */
export const signOutDevice = sessionAction(z.object({ id: z.uuid() }), async ({ id }) => {
  const done = await signOutDevices(await oryCookies(), id);
  redirect(done ? `${page}?done=one` : unavailablePath(page));
});

/** Signs out every device but this one. */
export const signOutOtherDevices = sessionAction(z.object({}), async () => {
  const done = await signOutDevices(await oryCookies());
  redirect(done ? `${page}?done=others` : unavailablePath(page));
});
