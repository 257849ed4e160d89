import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { examples } from "./folders";

const caseSchema = z.object({
  name: z.string(),
  credentials: z.array(
    z.enum([
      "none",
      "cookie",
      "token",
      "forged cookie",
      "forged token",
      "revoked cookie",
      "revoked token",
      "one-factor cookie",
      "one-factor token",
    ]),
  ),
  ory: z.enum(["up", "down", "slow"]),
  expect: z.object({
    /** Of an HTTP response. */
    status: z.number(),
    /** Of an HTTP error response. */
    code: z.string().optional(),
    /** What a browser app shows. */
    shows: z.enum(["login", "session", "second factor", "outage"]),
    /** Of a program. */
    exit: z.number(),
    withinSeconds: z.number().optional(),
  }),
});

export type Case = z.infer<typeof caseSchema>;
export type Expectation = Case["expect"];
export type CredentialName = Case["credentials"][number];

export type Credential = { cookie: string } | { token: string } | undefined;

export function readCases(): Case[] {
  const text = readFileSync(path.join(examples, "contract.json"), "utf8");
  return z.object({ cases: z.array(caseSchema) }).parse(JSON.parse(text)).cases;
}
