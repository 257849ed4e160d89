import express from "express";
import type { Session } from "./check-session.ts";
import { config } from "./config.ts";
import { escape, page } from "./page.ts";
import { requireAuth, sessionOf } from "./require-auth.ts";

const app = express();
app.disable("x-powered-by");

// Public: no session check, so it works during an outage of Ory.
app.get("/", (_request, response) => {
  response.send(
    page(
      "Ory sessions in Express",
      `<p>This page is public.</p>
       <ul>
         <li><a href="/session">Your session</a>, for who is signed in</li>
         <li><a href="/export">Your data</a>, for who signed in within the last 15 minutes</li>
       </ul>`,
    ),
  );
});

// Protected: requires a session.
app.get("/session", requireAuth(), (request, response) => {
  const session = sessionOf(request);
  response.format({
    json: () => response.json({ session }),
    html: () => response.send(page(`Welcome, ${nameOf(session)}`, table(session))),
  });
});

// Requires a recent sign-in, so that it is unavailable to the thief of an open laptop.
app.get("/export", requireAuth({ maxAgeSeconds: 15 * 60 }), (request, response) => {
  response.attachment("my-data.json").json(sessionOf(request).identity);
});

function nameOf({ identity }: Session): string {
  return identity.traits.email ?? identity.id;
}

function table(session: Session): string {
  const rows = [
    ["issued_at", session.issued_at],
    ["authenticated_at", session.authenticated_at],
    ["expires_at", session.expires_at],
    ["active", String(session.active)],
    ["authenticator_assurance_level", session.authenticator_assurance_level],
  ];
  const cells = rows.map(([name = "", value = ""]) => `<dt>${name}</dt><dd>${escape(value)}</dd>`);
  return `<dl>${cells.join("")}</dl><p><a href="/">Start page</a></p>`;
}

const server = app.listen(config.port, (error) => {
  if (error) throw error;
  console.log(`Express on ${config.appUrl}, sign-in on ${config.starterUrl}`);
});
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => server.close());
}
