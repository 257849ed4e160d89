import { env } from "@/lib/server/env";
import { readForm } from "@/lib/server/read-form";
import { crossOriginRefusal, notAForm, seeOther } from "@/lib/session/response";
import { isSameOrigin } from "@/lib/server/same-origin";
import { readTheme, themeSetCookie } from "@/lib/server/theme";

/** Keeps the chosen theme and goes back to the page: what the switch does where no script runs. */
export async function POST(request: Request): Promise<Response> {
  const { appOrigins } = env();
  if (!isSameOrigin(request.headers, appOrigins)) return crossOriginRefusal();
  const form = await readForm(request);
  if (!form) return notAForm();
  const from = request.headers.get("referer") ?? "";
  // Whole, not its path alone: a path may begin like another host ("//").
  const isOwn = URL.canParse(from) && appOrigins.includes(new URL(from).origin);
  return seeOther(request, isOwn ? from : "/", [themeSetCookie(readTheme(form.get("theme")))]);
}
