import fc from "fast-check";
import { vi } from "vitest";
import { runs, seed } from "./options";

fc.configureGlobal({ seed, numRuns: runs });
vi.stubEnv("APP_URL", "http://localhost:3000");
