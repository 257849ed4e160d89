import type { Credential, Expectation } from "./cases";

/** One implementation of the session check. */
export interface System {
  /** Asks it with one credential; returns what is not as expected, in words. */
  check: (credential: Credential, expected: Expectation) => Promise<string[]>;
  /** Signs in from it; returns what is not as expected. Absent where the starter's tests do it. */
  signIn?: () => Promise<string[]>;
}
