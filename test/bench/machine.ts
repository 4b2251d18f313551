// Where figures were measured: without it they say nothing to anybody else.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";
import { resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
const packages = ["ws", "undici", "axios"];

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGib: number;
  readonly system: string;
  readonly commit: string;
  readonly versions: Readonly<Record<string, string>>;
}

export function describeMachine(): Machine {
  const processors = cpus();
  return {
    processor: processors[0]?.model.trim() ?? "unknown",
    cores: processors.length,
    memoryGib: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${process.arch} ${release()}`,
    commit: commit(),
    versions: {
      node: process.versions.node,
      sqlite: process.versions.sqlite ?? "",
      ...Object.fromEntries(packages.map((name) => [name, versionOf(name)])),
    },
  };
}

function versionOf(name: string): string {
  const file = resolve(root, "node_modules", name, "package.json");
  const content: unknown = JSON.parse(readFileSync(file, "utf8"));
  const known = typeof content === "object" && content !== null && "version" in content;
  return known ? String(content.version) : "";
}

function commit(): string {
  try {
    return execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: root, encoding: "utf8" }).trim();
  } catch {
    return "unknown";
  }
}
