// The inputs that are kept: real ones to begin with, and every one that ever led to a finding.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Finding } from "./try-input.ts";

const folder = join(import.meta.dirname, "corpus");

export interface KeptInput {
  readonly file: string;
  readonly input: Uint8Array;
}

/** In the order of their names. Never empty. */
export function keptInputs(target: string): readonly KeptInput[] {
  return readdirSync(join(folder, target))
    .toSorted()
    .map((file) => ({ file, input: readFileSync(join(folder, target, file)) }));
}

/** Returns the path. */
export function keepFinding({ target, input }: Finding): string {
  const name = createHash("sha256").update(input).digest("hex").slice(0, 12);
  const path = join(folder, target, `found-${name}`);
  mkdirSync(join(folder, target), { recursive: true });
  writeFileSync(path, input);
  return path;
}
