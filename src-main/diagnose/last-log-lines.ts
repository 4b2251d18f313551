/** The end of the service's log: of its own files where it writes some, else of systemd's journal. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { logFileNames } from "../cli/log-files.ts";

export interface LastLogLines {
  /** Where they come from, or why there are none. */
  readonly about: string;
  readonly text: string;
}

const mostLines = 3000;
const mostBytes = 8_000_000;
const journalMs = 10_000;

/** `folder`: as given to the service as --log-folder; otherwise it is looked for in the data folder. */
export async function lastLogLines(where: {
  readonly folder: string | undefined;
  readonly dataFolder: string;
}): Promise<LastLogLines> {
  const folder = where.folder ?? join(where.dataFolder, "log");
  const [newest = "", before = ""] = logFileNames().map((name) => textIn(join(folder, name)));
  const written = before + newest;
  if (written !== "") return { about: `the last lines of the log in ${folder}`, text: lastOf(written) };
  const journal = await journalOf("3cx-webhook");
  if (journal !== "") return { about: "the last lines in the system's journal", text: journal };
  const text = `There are no log files in ${folder}, and the journal shows none (as root it shows more).`;
  return { about: "no lines were found", text };
}

function textIn(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function lastOf(text: string): string {
  return text.trimEnd().split("\n").slice(-mostLines).join("\n");
}

function journalOf(unit: string): Promise<string> {
  const args = ["-u", unit, "-n", String(mostLines), "--no-pager", "-o", "short-iso", "-q"];
  return new Promise((resolve) => {
    execFile("journalctl", args, { timeout: journalMs, maxBuffer: mostBytes }, (_error, stdout) =>
      resolve(stdout.trim()),
    );
  });
}
