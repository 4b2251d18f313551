/** Tries whether the data folder can be written to, without taking it from a program that uses it. */
import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { access, readdir, rm, stat, statfs, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { userInfo } from "node:os";
import type { Ladder } from "../../src-shared/contract/settings-view.ts";
import { codeOf } from "../../src-shared/thrown.ts";
import { climb, failed, fine, warning, type Found } from "../monitor/check-ladder.ts";

/** Below this, a few days of a busy PBX fill the disk. */
const scarceBytes = 500_000_000;
const trialBytes = 64 * 1024;

/** `mayUse`: whether this user may read and write a file. */
export function checkDataFolder(path: string, mayUse = mayReadAndWrite): Promise<Ladder> {
  const rungs = [
    { name: "permission" as const, find: () => writable(path) },
    { name: "permission" as const, find: () => itsFiles(path, mayUse) },
    { name: "content" as const, find: () => roomLeft(path) },
  ];
  return climb(rungs, new AbortController().signal);
}

async function writable(path: string): Promise<Found> {
  if ((await stat(path).catch(() => undefined)) === undefined) {
    return warning(`${path} is not there yet.`, "It is made at the first start.");
  }
  const trial = join(path, `.check-${randomUUID()}`);
  try {
    // A file without content fits on a full disk, too.
    await writeFile(trial, Buffer.alloc(trialBytes), { flag: "wx" }).finally(() =>
      rm(trial, { force: true }),
    );
    return fine(`${path} can be written to.`);
  } catch (error) {
    const code = codeOf(error) || String(error);
    const advice =
      code === "ENOSPC"
        ? "Its disk is full: make room there."
        : `Let the user ${nameOfUser()} write there, or choose another folder with --data.`;
    return failed(`${path} cannot be written to (${code}).`, advice);
  }
}

/** A backup that root put back belongs to root. */
async function itsFiles(path: string, mayUse: typeof mayReadAndWrite): Promise<Found> {
  const names = await readdir(path).catch(() => []);
  if (names.length === 0) return fine("Nothing is in it yet.");
  const open = await Promise.all(names.map((name) => mayUse(join(path, name))));
  const closed = names.filter((_name, at) => open[at] === false);
  if (closed.length === 0) return fine("Its files can be read and written.");
  const user = nameOfUser();
  return failed(
    `${closed.join(", ")} there cannot be read and written by ${user}.`,
    `Give them back: sudo chown -R ${user}: ${path}`,
  );
}

async function mayReadAndWrite(path: string): Promise<boolean> {
  try {
    await access(path, constants.R_OK | constants.W_OK);
    return true;
  } catch (error) {
    // One that went away meanwhile is nobody's.
    return codeOf(error) === "ENOENT";
  }
}

function nameOfUser(): string {
  try {
    return userInfo().username;
  } catch {
    return "that this program runs as";
  }
}

async function roomLeft(path: string): Promise<Found> {
  const at = await stat(path).then(
    () => path,
    () => dirname(path),
  );
  const disk = await statfs(at).catch(() => undefined);
  if (disk === undefined) return fine("How much room is left there cannot be known.");
  const free = disk.bavail * disk.bsize;
  const sentence = `${(free / 1e9).toFixed(1)} GB are free there.`;
  return free < scarceBytes ? warning(sentence, "Make room before it is full.") : fine(sentence);
}
