import { z } from "zod";
import { ownPage } from "@/lib/return-to/return-to";
import { env } from "@/lib/server/env";
import { formRoute } from "@/lib/session";
import { readTheme, themeSetCookie } from "@/lib/server/theme";

/** Stores the theme and returns to the page, for browsers without script. */
export const POST = formRoute(
  z.object({ theme: z.string().optional() }),
  ({ fields, request, seeOther }) => {
    const back = ownPage(request.headers.get("referer"), env().appOrigins);
    return seeOther(back, [], [themeSetCookie(readTheme(fields.theme))]);
  },
);
