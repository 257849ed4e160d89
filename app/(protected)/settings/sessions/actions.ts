"use server";

import { z } from "zod";
import { signOutDevices } from "@/lib/account/devices";
import { unavailablePath } from "@/lib/return-to/addresses";
import { oryCookies, redirectTo } from "@/lib/return-to/request";
import { sitePath } from "@/lib/return-to/return-to";
import { sessionAction } from "@/lib/session";

const page = sitePath("/settings/sessions");

export const signOutDevice = sessionAction(z.object({ id: z.uuid() }), async ({ id }) => {
  const done = await signOutDevices(await oryCookies(), id);
  redirectTo(done ? sitePath("/settings/sessions?done=one") : unavailablePath(page));
});

export const signOutOtherDevices = sessionAction(z.object({}), async () => {
  const done = await signOutDevices(await oryCookies());
  redirectTo(done ? sitePath("/settings/sessions?done=others") : unavailablePath(page));
});
