import type { Credential, Expectation } from "./cases";

/** One implementation of the session check. */
export interface System {
  /** Sends one credential, and returns the differences from the expectation. */
  check: (credential: Credential, expected: Expectation) => Promise<string[]>;
  /** Signs in from it, and returns the problems. Absent if the starter's tests cover it. */
  signIn?: () => Promise<string[]>;
}
