import { arch, cpus, platform } from "node:os";
import nextPackage from "next/package.json" with { type: "json" };

export interface Machine {
  /** ISO 8601, date only. */
  date: string;
  system: string;
  processor: string;
  cores: number;
  node: string;
  next: string;
}

export function thisMachine(): Machine {
  const cores = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    system: `${platform()} ${arch()}`,
    processor: cores[0]?.model.trim() ?? "unknown",
    cores: cores.length,
    node: process.versions.node,
    next: nextPackage.version,
  };
}
