import { z } from "zod";
import { deleteAccount } from "@/lib/account/delete-account";
import { expiredSessionCookies } from "@/lib/ory/cookies";
import { refreshPath, wayOut } from "@/lib/return-to/addresses";
import { sitePath } from "@/lib/return-to/return-to";
import { formRoute } from "@/lib/session";

const page = sitePath("/settings/delete");

/** Deletes the account, then leads to the start page. */
export const POST = formRoute(
  z.object({ confirm: z.string().optional() }),
  async ({ fields, cookie, origin, seeOther }) => {
    // Browsers require the box, so only other clients send the form without it.
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
