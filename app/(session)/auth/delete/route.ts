import { originForHost } from "@/lib/server/app-url";
import { deleteAccount } from "@/lib/account/delete-account";
import { env } from "@/lib/server/env";
import { expiredSessionCookies } from "@/lib/ory/cookies";
import { refreshPath, wayOut } from "@/lib/return-to/addresses";
import { readForm } from "@/lib/server/read-form";
import { crossOriginRefusal, notAForm, seeOther } from "@/lib/session/response";
import { isSameOrigin } from "@/lib/server/same-origin";
import { forgetToken } from "@/lib/token-mode/session-token";

/** Where the form is. */
const page = "/settings/delete";

/** Deletes the account of whoever sends the form of `/settings/delete`, and goes to the start page. */
export async function POST(request: Request): Promise<Response> {
  const { appOrigins } = env();
  if (!isSameOrigin(request.headers, appOrigins)) return crossOriginRefusal();
  const form = await readForm(request);
  if (!form) return notAForm();
  // Browsers don't send the form without it; what was sent by other means did not ask.
  if (form.get("confirm") !== "yes") return seeOther(request, `${page}?confirm=missing`);
  const origin = originForHost(appOrigins, request.headers.get("host"));
  const cookie = request.headers.get("cookie");
  const result = await deleteAccount(cookie);
  switch (result.outcome) {
    case "deleted":
      return seeOther(request, "/?account=deleted", [
        ...expiredSessionCookies(cookie),
        forgetToken(),
      ]);
    case "not_fresh":
      return seeOther(request, refreshPath(origin, page));
    case "not_offered":
      return seeOther(request, "/settings");
    case "anonymous":
    case "aal2_required":
    case "unavailable":
      return seeOther(request, wayOut(result.outcome, origin, page));
  }
}
