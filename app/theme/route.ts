import { z } from "zod";
import { ownPage } from "@/lib/return-to/return-to";
import { env } from "@/lib/server/env";
import { formRoute } from "@/lib/session";
import { readTheme, themeSetCookie } from "@/lib/server/theme";

/** Keeps the chosen theme and goes back to the page: what the switch does where no script runs. */
export const POST = formRoute(
  z.object({ theme: z.string().optional() }),
  ({ fields, request, seeOther }) => {
    const back = ownPage(request.headers.get("referer"), env().appOrigins);
    return seeOther(back, [], [themeSetCookie(readTheme(fields.theme))]);
  },
);
