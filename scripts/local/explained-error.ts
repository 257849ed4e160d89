/** An error whose message tells a person what happened and what to do. Its stack helps nobody. */
export class ExplainedError extends Error {
  override name = "ExplainedError";
}
