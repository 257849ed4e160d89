import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { z } from "zod";
import { readConfig } from "./config.ts";
import { People } from "./people.ts";
import { registrationHook } from "./registration-hook.ts";
import { checkSession } from "./session.ts";

const { port, oryUrl, databaseUrl, databaseAuthToken, hookSecret } = readConfig();
const people = await People.open(databaseUrl, databaseAuthToken);
const app = new Hono<{ Variables: { identityId: string } }>();

// For Ory. An error here locks nobody out, because the row is then created below.
app.post("/hooks/registration", ({ req }) =>
  registrationHook(req.raw, { people, secret: hookSecret }),
);

// For people. The handlers below get `identityId`.
app.use("/me", async (context, next) => {
  const result = await checkSession(context.req.raw, oryUrl);
  switch (result.outcome) {
    case "authenticated":
      context.set("identityId", result.identityId);
      return next();
    case "anonymous":
      return context.json({ error: "unauthenticated" }, 401);
    case "aal2_required":
      return context.json({ error: "aal2_required" }, 403);
    case "unavailable":
      return context.json({ error: "unavailable" }, 503, { "retry-after": "5" });
  }
});

// The first request with a session creates the row.
app.get("/me", async (context) =>
  context.json(await people.ensure(context.get("identityId"), "session")),
);

app.put("/me", async (context) => {
  const body = z
    .object({ nickname: z.string().trim().min(1).max(50) })
    .safeParse(await context.req.json().catch(() => undefined));
  if (!body.success) return context.json({ error: "nickname: 1 to 50 characters" }, 400);
  // Security: the id comes from the session, never from the request, so it is the person's own.
  return context.json(await people.rename(context.get("identityId"), body.data.nickname));
});

const server = serve({ fetch: app.fetch, port, hostname: "localhost" }, () => {
  console.log(`Your data on http://localhost:${port}/me`);
});
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    server.close(() => {
      people.close();
    });
  });
}
