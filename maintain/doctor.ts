/**
 * Breaks a real configuration in every way that `npm run doctor` knows, and expects just the
 * findings that belong to it. Needs the production build that `npm test` makes. Closes with
 * `N passed, N failed`.
 */
import { generateKeyPairSync, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { close } from "../e2e/outcome";
import { type Stack, startStack } from "../e2e/stack";
import { server } from "../ory/doctor/visitor";
import { beginFlow } from "../ory/doctor/flows";
import { returnUrlFindings } from "../ory/doctor/ory-flows";
import { startLocalOry } from "../ory/local/local-ory";
import { freePorts } from "../ory/local/ports";
import { startGateway } from "./doctor/gateway";
import { type Diagnosis, runDoctor } from "./doctor/run-doctor";

let passed = 0;
let failed = 0;

function check(what: string, wrong: string[]): void {
  if (wrong.length === 0) {
    passed++;
    console.log(`✓ ${what}`);
    return;
  }
  failed++;
  console.log(`✗ ${what}\n  ${wrong.join("\n  ")}`);
}
