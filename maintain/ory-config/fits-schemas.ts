import { checkSchemas, completeConfig } from "./check-schema";
import { networkConfig } from "../../scripts/config/network";
import { selfHostedConfig } from "../../scripts/config/self-hosted";
import { readSource } from "../../scripts/config/source";
import type { Checks } from "../checks";

/** Checks the settings against each published schema that is available, and reports the others. */
export async function fitsSchemas(checks: Checks): Promise<void> {
  const source = readSource();
  const places = { appOrigins: ["https://app.example.com"] as [string], returnOrigins: [] };
  const configs = {
    "Ory Network": completeConfig(networkConfig(source, places), {}),
    "a Kratos of one's own": completeConfig(selfHostedConfig(source, places), source.config),
  };
  // The path of another schema, for a version that Go can't download here.
  const files = process.env.KRATOS_CONFIG_SCHEMA?.split(",") ?? [];
  for (const [target, config] of Object.entries(configs)) {
    for (const result of await checkSchemas(config, files)) {
      if (result.outcome === "unchecked") {
        console.log(
          `Not checked: the settings for ${target} against ${result.name}. ${result.reason}`,
        );
        continue;
      }
      const problems = result.outcome === "valid" ? [] : result.problems;
      checks.check(`the settings for ${target} fit ${result.name}`, problems);
    }
  }
  const broken = { ...source.config, dsn: "memory", session: { lifespan: "three days" } };
  const results = await checkSchemas(broken, files);
  checks.check(
    "a wrong setting does not fit",
    results.flatMap(({ name, outcome }) => (outcome === "valid" ? name : [])),
  );
  checks.expect(
    "one schema could be had at least",
    results.some(({ outcome }) => outcome !== "unchecked"),
  );
}
