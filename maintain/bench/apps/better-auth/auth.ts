import { betterAuth } from "better-auth";
import { memoryAdapter } from "better-auth/adapters/memory";

type Database = Parameters<typeof memoryAdapter>[0];

declare global {
  // Shared, because pages and route handlers are bundled separately.
  var benchDatabase: Database | undefined;
}

/** The fastest possible database: this process's memory. */
globalThis.benchDatabase ??= { user: [], session: [], account: [], verification: [] };

export const auth = betterAuth({
  database: memoryAdapter(globalThis.benchDatabase),
  emailAndPassword: { enabled: true },
  session: { cookieCache: { enabled: process.env.BENCH_COOKIE_CACHE === "yes", maxAge: 5 * 60 } },
});
