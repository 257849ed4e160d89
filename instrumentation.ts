/** Runs once when the server starts: a wrong environment is said then, not at the first visit. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { checkEnv } = await import("@/lib/env");
    checkEnv();
  }
}
