import { betterAuth } from "better-auth";
import { memoryAdapter } from "better-auth/adapters/memory";

type Database = Parameters<typeof memoryAdapter>[0];

declare global {
  // Pages and route handlers are bundled apart: all share one.
  var benchDatabase: Database | undefined;
}

/** Its database is the fastest that there is: this process's own memory. */
globalThis.benchDatabase ??= { user: [], session: [], account: [], verification: [] };

export const auth = betterAuth({
  database: memoryAdapter(globalThis.benchDatabase),
  emailAndPassword: { enabled: true },
  session: { cookieCache: { enabled: process.env.BENCH_COOKIE_CACHE === "yes", maxAge: 5 * 60 } },
});
