/** An error whose message tells a person what happened and what to do. Its stack helps nobody. */
export class ExplainedError extends Error {
  override name = "ExplainedError";
}

/** Returns what to tell of an error: an explanation, or where an unexpected one comes from. */
export function explain(error: unknown): string {
  if (error instanceof ExplainedError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
