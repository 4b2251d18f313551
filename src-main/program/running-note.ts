/**
 * Where a running program listens, noted in its data folder for commands on the same machine: the settings
 * alone do not say it when the system chose the port, or when they changed and could not be applied.
 */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const addressFile = "in-use.url";
const holderFile = "in-use.pid";

/** Best effort: a full disk must not end the program over a note. */
export function noteAddress(dataFolder: string, url: string): void {
  try {
    writeFileSync(join(dataFolder, addressFile), `${url}\n`, { mode: 0o600 });
  } catch {
    // Commands then ask at the address of the settings.
  }
}

export function forgetAddress(dataFolder: string): void {
  rmSync(join(dataFolder, addressFile), { force: true });
}

export interface RunningNote {
  /** The process that took the folder last; it may have ended since. */
  readonly pid: number | undefined;
  readonly url: string | undefined;
  /** The folder is there and may not be read by this user. */
  readonly closed: boolean;
}

export function readRunningNote(dataFolder: string): RunningNote {
  const pid = readLine(join(dataFolder, holderFile));
  const url = readLine(join(dataFolder, addressFile));
  const number = Number.parseInt(pid.text ?? "", 10);
  return { pid: Number.isNaN(number) ? undefined : number, url: url.text, closed: pid.closed || url.closed };
}

function readLine(path: string): { readonly text?: string; readonly closed: boolean } {
  try {
    return { text: readFileSync(path, "utf8").trim(), closed: false };
  } catch (error) {
    return { closed: error instanceof Error && "code" in error && error.code === "EACCES" };
  }
}
