/** An error whose message says what happened and what to do, so its stack isn't printed. */
export class ExplainedError extends Error {
  override name = "ExplainedError";
}

/** Returns the text to print for an error: its explanation, or the stack of an unexpected one. */
export function explain(error: unknown): string {
  if (error instanceof ExplainedError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
