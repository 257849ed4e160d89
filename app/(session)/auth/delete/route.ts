import { z } from "zod";
import { deleteAccount } from "@/lib/account/delete-account";
import { expiredSessionCookies } from "@/lib/ory/cookies";
import { refreshPath, wayOut } from "@/lib/return-to/addresses";
import { sitePath } from "@/lib/return-to/return-to";
import { formRoute } from "@/lib/session";

/** Where the form is. */
const page = sitePath("/settings/delete");

/** Deletes the account of whoever sends the form of `/settings/delete`, and goes to the start page. */
export const POST = formRoute(
  z.object({ confirm: z.string().optional() }),
  async ({ fields, cookie, origin, seeOther }) => {
    // Browsers don't send the form without it; what was sent by other means did not ask.
    if (fields.confirm !== "yes") return seeOther(sitePath("/settings/delete?confirm=missing"));
    const result = await deleteAccount(cookie);
    switch (result.outcome) {
      case "deleted":
        return seeOther(sitePath("/?account=deleted"), [], expiredSessionCookies(cookie, origin));
      case "not_fresh":
        return seeOther(refreshPath(origin, page));
      case "not_offered":
        return seeOther(sitePath("/settings"));
      case "anonymous":
      case "aal2_required":
      case "unavailable":
        return seeOther(wayOut(result.outcome, origin, page));
    }
  },
  { person: "required" },
);
