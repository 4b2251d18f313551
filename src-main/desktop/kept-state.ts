/** What the desktop program remembers of itself between runs: one small JSON file beside the data. */
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { keptPlaceSchema } from "./window/window-place.ts";

export const connectionSchema = z.object({
  /** `host:port`. */
  address: z.string().max(300),
  /** SHA-256 of the certificate as a person confirmed it, and when. */
  fingerprint: z.string().max(100).exactOptional(),
  confirmedAtMs: z.number().exactOptional(),
  /** Sealed by the system's key store; never there without one. */
  sealedPassword: z.string().max(10_000).optional(),
});
export type Connection = Readonly<z.infer<typeof connectionSchema>>;

const keptSchema = z.object({
  place: keptPlaceSchema.optional().catch(undefined),
  toldOfTray: z.boolean().catch(false),
  connections: z.array(connectionSchema).max(50).catch([]),
  /** Address of the service that the window shows instead of this computer. */
  attachedTo: z.string().optional().catch(undefined),
});
export type Kept = Readonly<z.infer<typeof keptSchema>>;

export interface KeptState {
  read(): Kept;
  /** Written at once; what cannot be written is only remembered until quit. */
  change(next: (kept: Kept) => Kept): void;
}

/** A file that is missing or damaged counts as empty: nothing in it is worth an error. */
export function createKeptState(path: string): KeptState {
  let kept = readKept(path);
  return {
    read: () => kept,
    change(next) {
      const after = next(kept);
      if (JSON.stringify(after) === JSON.stringify(kept)) return;
      kept = after;
      write(path, JSON.stringify(kept, undefined, 2));
    },
  };
}

function readKept(path: string): Kept {
  try {
    return keptSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return { toldOfTray: false, connections: [] };
  }
}

function write(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(`${path}.new`, `${text}\n`, { mode: 0o600 });
    chmodSync(`${path}.new`, 0o600);
    renameSync(`${path}.new`, path);
  } catch {
    // A full or read-only disk is told by those who have something to lose.
  }
}
