import "server-only";
import { z } from "zod";
import { hostOnlyCookie } from "../ory/cookies";
import { liveOryCookies } from "../ory/live-cookies";
import { accountChangedPath } from "../return-to/addresses";
import { safeReturnTo } from "../return-to/request";
import type { Destination } from "../return-to/return-to";
import { originForHost } from "../server/app-url";
import { env } from "../server/env";
import { readForm } from "../server/read-form";
import { isSameOrigin } from "../server/same-origin";
import { refusals } from "../words";
import { personField } from "./person";
import { checkSession } from "./session";

export interface FormPost<Fields> {
  fields: Fields;
  request: Request;
  cookie: string | null;
  origin: string;
  /** Returns a 303 that makes Ory's `Set-Cookie` lines host-only and keeps the app's own. */
  seeOther: (location: Destination, orys?: readonly string[], own?: readonly string[]) => Response;
}

/**
 * Returns the `POST` handler for one of this app's own forms, after checks of the origin (403), the
 * fields (400) and the person: if a different one is signed in than the form was rendered for
 * (`<SessionForm>`), it redirects to a page that says so.
 *
 * @param person `"required"` rejects a form that names nobody.
 */
export function formRoute<Schema extends z.ZodType>(
  schema: Schema,
  handler: (post: FormPost<z.output<Schema>>) => Response | Promise<Response>,
  { person = "optional" }: { person?: "optional" | "required" } = {},
): (request: Request) => Promise<Response> {
  return async (request) => {
    const { appOrigins } = env();
    if (!isSameOrigin(request.headers, appOrigins)) return refusal(403, refusals.elsewhere);
    const form = await readForm(request);
    const fields = schema.safeParse(form && Object.fromEntries(form));
    const named = form?.get(personField);
    if (!form || !fields.success || (person === "required" && !named)) {
      return refusal(400, refusals.notAForm);
    }
    const origin = originForHost(appOrigins, request.headers.get("host"));
    const cookie = request.headers.get("cookie");
    const seeOther: FormPost<unknown>["seeOther"] = (location, orys = [], own = []) => {
      const headers = new Headers({ location, "cache-control": "private, no-store" });
      const lines = [...orys.map((line) => hostOnlyCookie(line, origin)), ...own];
      for (const line of lines) headers.append("set-cookie", line);
      return new Response(null, { status: 303, headers });
    };
    if (named && (await isSomebodyElse(named, cookie))) {
      const from = request.headers.get("referer");
      return seeOther(accountChangedPath(safeReturnTo(from ?? "/")));
    }
    return handler({ fields: fields.data, request, cookie, origin, seeOther });
  };
}

/** Without a session, the handler decides. */
async function isSomebodyElse(named: FormDataEntryValue, cookie: string | null): Promise<boolean> {
  const result = await checkSession({ cookie: await liveOryCookies(cookie) });
  return result.outcome === "authenticated" && result.session.identity.id !== named;
}

function refusal(status: number, text: string): Response {
  return new Response(text, {
    status,
    headers: { "cache-control": "no-store", "content-type": "text/plain; charset=utf-8" },
  });
}
