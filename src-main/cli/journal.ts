/**
 * Where systemd's journal takes what is written, each line begins with its importance (sd-daemon(3)): so
 * `journalctl -p warning` finds what somebody should read. systemd takes the mark off again.
 */
import { fstatSync } from "node:fs";

interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export const marks = { debug: "<7>", info: "<6>", warn: "<4>", error: "<3>" } as const;
type Level = keyof typeof marks;

/** As systemd.exec(5) has it: JOURNAL_STREAM names the stream's device and inode, and may be inherited by others. */
export function isJournal(
  env: Readonly<Record<string, string | undefined>>,
  descriptor: number,
  stat: (descriptor: number) => { readonly dev: number; readonly ino: number } = fstatSync,
): boolean {
  const named = env["JOURNAL_STREAM"];
  if (named === undefined) return false;
  try {
    const { dev, ino } = stat(descriptor);
    return named === `${dev}:${ino}`;
  } catch {
    return false;
  }
}

/** For whole lines of JSON as the log has them. */
export function markedLog(output: Output): Output {
  return { write: (line) => output.write(`${marks[levelOf(line)]}${line}`) };
}

/** The same mark before each line of a text. */
export function marked(level: Level, text: string): string {
  return text.replaceAll(/^/gm, marks[level]);
}

function levelOf(line: string): Level {
  const found = /^\{"level":"(\w+)"/.exec(line)?.[1];
  return found === "debug" || found === "warn" || found === "error" ? found : "info";
}
