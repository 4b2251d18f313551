/** The folder for everything the program keeps: made when missing, used by one program at a time. */
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { reasonOf } from "../../src-shared/thrown.ts";
import { failureOf } from "./sqlite-worker/failure.ts";

export type DataFolder =
  | {
      readonly ok: true;
      readonly path: string;
      /** Lets another program use the folder. */
      release(): void;
    }
  /** The sentence says what to do. */
  | { readonly ok: false; readonly sentence: string };

/** Takes the folder for this process. Refused while another living process holds it. */
export function openDataFolder(folder: string): DataFolder {
  const path = resolve(folder);
  const holder = join(path, "in-use.pid");
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const lock = takeLock(join(path, "in-use.lock"));
    if (lock === undefined) return { ok: false, sentence: inUse(path, readHolder(holder)) };
    // Only to tell the next one who holds the folder.
    writeFileSync(holder, `${process.pid}\n`, { mode: 0o600 });
    return { ok: true, path, release: once(() => release(lock, holder)) };
  } catch (error) {
    const reason = reasonOf(error);
    const isFull = failureOf(error).kind === "full" || reason.includes("ENOSPC");
    const advice = isFull
      ? "Make room on its disk, or choose another folder with --data."
      : "Choose another with --data, or let this user write to it.";
    return { ok: false, sentence: `The data folder ${path} cannot be used (${reason}). ${advice}` };
  }
}

/**
 * An exclusive lock of SQLite on an empty file; `undefined` when another process has it. The operating
 * system ends it with the process, however that ends: a number in a file would outlive its process and
 * could by then belong to another.
 */
function takeLock(path: string): DatabaseSync | undefined {
  // Whoever can read it could lock it. Never opened when it is there: closing it would end a lock of this process.
  if (!existsSync(path)) closeSync(openSync(path, "a", 0o600));
  const db = new DatabaseSync(path, { timeout: 0 });
  try {
    db.exec("BEGIN EXCLUSIVE");
    return db;
  } catch (error) {
    db.close();
    if (failureOf(error).kind === "busy") return undefined;
    throw error;
  }
}

function release(lock: DatabaseSync, holder: string): void {
  rmSync(holder, { force: true });
  lock.close();
}

function once(run: () => void): () => void {
  let done = false;
  return () => {
    if (!done) run();
    done = true;
  };
}

/** The process that holds the folder, when it has said so. */
function readHolder(holder: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(holder, "utf8"), 10);
    return Number.isNaN(pid) ? undefined : pid;
  } catch {
    return undefined;
  }
}

function inUse(path: string, pid: number | undefined): string {
  const who = pid === undefined ? "" : ` (process ${pid})`;
  return `The data folder ${path} is in use by another 3CX Webhook${who}. Stop that one first, or choose another folder with --data.`;
}
