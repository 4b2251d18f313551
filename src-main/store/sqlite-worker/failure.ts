/** What can go wrong with a SQLite file, in the few kinds that ask for different actions; as data, so that it crosses threads. */

/**
 * - `busy`: another program (backup, antivirus) holds the file; try again.
 * - `full`: no room on the disk, or the file may not grow; try again when there is room.
 * - `io`: the disk answers with errors; try again, and tell somebody.
 * - `read-only`, `cannot-open`: rights or paths are wrong.
 * - `damaged`: the file is not what SQLite wrote.
 * - `newer`: a later version of this program has changed the file's layout.
 * - `crashed`: the worker thread ended.
 * - `refused`: the data itself cannot be stored; trying again is of no use.
 */
export type FailureKind =
  | "busy"
  | "full"
  | "io"
  | "read-only"
  | "cannot-open"
  | "damaged"
  | "newer"
  | "crashed"
  | "refused";

export interface StoreFailure {
  readonly kind: FailureKind;
  /** What SQLite or the system said, or a whole sentence for `newer`. */
  readonly reason: string;
}

export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: StoreFailure };

/** A failure that is thrown within the worker, where the caller is a few frames up. */
export class StoreError extends Error {
  readonly failure: StoreFailure;

  constructor(kind: FailureKind, reason: string) {
    super(reason);
    this.name = "StoreError";
    this.failure = { kind, reason };
  }
}

/** Result codes as in https://sqlite.org/rescode.html; the low byte is the primary code. */
const kinds: Readonly<Record<number, FailureKind>> = {
  5: "busy",
  6: "busy",
  7: "io",
  8: "read-only",
  10: "io",
  11: "damaged",
  13: "full",
  14: "cannot-open",
  15: "busy",
  26: "damaged",
};
const IOERR_CORRUPTFS = 8458;

const systemKinds: Readonly<Record<string, FailureKind>> = {
  ENOSPC: "full",
  EDQUOT: "full",
  EACCES: "read-only",
  EPERM: "read-only",
  EROFS: "read-only",
  EBUSY: "busy",
  EIO: "io",
  ENOENT: "cannot-open",
  EISDIR: "cannot-open",
  ENOTDIR: "cannot-open",
};

export function failureOf(error: unknown): StoreFailure {
  if (error instanceof StoreError) return error.failure;
  if (!(error instanceof Error)) return { kind: "refused", reason: String(error) };
  return { kind: kindOf(error), reason: error.message };
}

function kindOf(error: Error): FailureKind {
  if ("errcode" in error && typeof error.errcode === "number") {
    if (error.errcode === IOERR_CORRUPTFS) return "damaged";
    return kinds[error.errcode & 0xff] ?? "refused";
  }
  const code = "code" in error ? String(error.code) : "";
  return systemKinds[code] ?? "refused";
}
