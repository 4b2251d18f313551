/**
 * The service's log as files that never fill a disk: `service.log`, and older ones as `service.1.log` up to
 * `service.<n>.log`. For systems where nobody else keeps what a service writes; systemd's journal does.
 */
import { closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { codeOf, reasonOf } from "../../src-shared/thrown.ts";

export interface LogFilesOptions {
  /** Made when missing. */
  readonly folder: string;
  /** A file that has grown to this gives way to the next; default 10 MB. */
  readonly mostBytes?: number;
  /** How many older ones are kept; default 5. */
  readonly older?: number;
}

export interface LogFiles {
  /** Whole lines, line end included. Never throws: a full disk must not end the service. */
  write(text: string): void;
  close(): void;
}

/** `sentence` says what to do. */
export type LogFilesStart =
  | { readonly ok: true; readonly files: LogFiles }
  | { readonly ok: false; readonly sentence: string };

const name = "service";

export function logFileNames(older = 5): string[] {
  return [`${name}.log`, ...Array.from({ length: older }, (_, at) => `${name}.${at + 1}.log`)];
}

export function openLogFiles({ folder, mostBytes = 10_000_000, older = 5 }: LogFilesOptions): LogFilesStart {
  const paths = logFileNames(older).map((file) => join(folder, file));
  const [current = join(folder, `${name}.log`)] = paths;
  let file: number | undefined;
  let size = 0;

  function open(): void {
    file = openSync(current, "a", 0o640);
    size = fstatSync(file).size;
  }

  function close(): void {
    if (file !== undefined) closeSync(file);
    file = undefined;
  }

  function rotate(): void {
    close();
    rmSync(paths.at(-1) ?? current, { force: true });
    for (let at = paths.length - 2; at >= 0; at--) renameIfThere(paths[at] ?? "", paths[at + 1] ?? "");
    open();
  }

  try {
    mkdirSync(folder, { recursive: true, mode: 0o750 });
    open();
  } catch (error) {
    const reason = reasonOf(error);
    const sentence = `The log cannot be written to ${folder} (${reason}). Let this user write there, or choose another folder with --log-folder.`;
    return { ok: false, sentence };
  }
  return {
    ok: true,
    files: {
      write(text) {
        try {
          if (file === undefined) open();
          if (size > 0 && size + text.length > mostBytes) rotate();
          if (file !== undefined) size += writeSync(file, text);
        } catch {
          // The line is lost here; it went to standard output as well.
        }
      },
      close,
    },
  };
}

function renameIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
  }
}
