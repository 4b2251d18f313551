/** The folder for everything the program keeps: made when missing, used by one program at a time. */
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join, resolve } from "node:path";

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
  const lock = join(path, "in-use.pid");
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const holder = lockOrHolder(lock);
    if (holder !== undefined) return { ok: false, sentence: inUse(path, holder) };
    return { ok: true, path, release: () => rmSync(lock, { force: true }) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      ok: false,
      sentence: `The data folder ${path} cannot be used (${reason}). Choose another with --data, or let this user write to it.`,
    };
  }
}

/** `undefined` when the lock is ours now, else the living process that holds it. */
function lockOrHolder(lock: string): number | undefined {
  for (;;) {
    try {
      const file = openSync(lock, "wx", 0o600);
      writeSync(file, `${process.pid}\n`);
      closeSync(file);
      return undefined;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    const holder = livingHolder(lock);
    if (holder !== undefined) return holder;
    // A program that was killed leaves its lock behind.
    rmSync(lock, { force: true });
  }
}

function livingHolder(lock: string): number | undefined {
  const pid = Number.parseInt(readFileSync(lock, "utf8"), 10);
  const lives = Number.isInteger(pid) && pid > 0 && pid !== process.pid && isAlive(pid);
  return lives ? pid : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, but belongs to another user.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function inUse(path: string, pid: number): string {
  return `The data folder ${path} is in use by another 3CX Webhook (process ${pid}). Stop that one first, or choose another folder with --data.`;
}
