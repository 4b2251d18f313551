/**
 * Tries what recordings need: where they come from, where they go to, and ffmpeg in between. Reads and
 * counts only; a file that is written to try the storage is removed at once.
 */
import { randomUUID } from "node:crypto";
import { access, constants, stat, statfs, unlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Ladder } from "../../src-shared/contract/settings-view.ts";
import { say } from "../../src-shared/messages/say.ts";
import type { RecordingsSettings, Settings } from "../../src-shared/settings/settings.ts";
import { createDiskWatch } from "../recordings/disk-space.ts";
import { defaultRecordingsFolder } from "../recordings/sources/default-folder.ts";
import { codeOf } from "../../src-shared/thrown.ts";
import { folderTrouble } from "../recordings/sources/folder/folder-words.ts";
import { walk } from "../recordings/sources/folder/walk.ts";
import { ffmpegPlaces, findFfmpeg } from "../recordings/transcode/find-ffmpeg.ts";
import { spawnFfmpeg } from "../recordings/transcode/spawn-ffmpeg.ts";
import { climb, failed, fine, together, warning, type Found } from "./check-ladder.ts";
import { wayRungs, withPbx, type PbxCheckPorts } from "./check-pbx.ts";

export interface RecordingsCheckPorts extends PbxCheckPorts {
  /** Where MP3 files go with these settings. */
  readonly storageOf: (settings: RecordingsSettings) => string;
  /** The ffmpeg beside the packed program. */
  readonly packedFfmpeg?: string | undefined;
  /** Who this program runs as, for advice. */
  readonly user?: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** However many files there are. */
const countWithinMs = 4000;
const ffmpegWithinMs = 10_000;
const dayMs = 86_400_000;

export function checkRecordings(
  settings: Settings,
  ports: RecordingsCheckPorts,
  signal: AbortSignal,
): Promise<Ladder> {
  const { recordings } = settings;
  switch (recordings.source) {
    case "off":
      return climb(
        [{ name: "content", find: () => fine("Recordings are switched off (source = off).") }],
        signal,
      );
    case "folder":
      return checkFolder(recordings, ports, signal);
    case "pbx":
      return checkList(settings, ports, signal);
    default: {
      const _never: never = recordings.source;
      return _never;
    }
  }
}

function checkFolder(
  settings: RecordingsSettings,
  ports: RecordingsCheckPorts,
  signal: AbortSignal,
): Promise<Ladder> {
  const { environment: env, user } = ports;
  const folder = settings.folder ?? defaultRecordingsFolder({ platform: process.platform, env });
  return climb(
    [
      { name: "reachable", find: () => folderThere(folder, user) },
      {
        name: "permission",
        find: async () => together([await folderReadable(folder, user), await storageOk(settings, ports)]),
      },
      {
        name: "content",
        find: async () => together([await ffmpegOk(settings, ports), await filesIn(folder, ports, signal)]),
      },
    ],
    signal,
  );
}

function checkList(settings: Settings, ports: RecordingsCheckPorts, signal: AbortSignal): Promise<Ladder> {
  const { recordings, pbx: pbxSettings } = settings;
  return withPbx(pbxSettings, ports, signal, async ({ state }, pbx) => {
    const listed = async (): Promise<Found> => {
      const nowMs = ports.clock.nowMs();
      const answer = await pbx.recordings.list(nowMs - dayMs, nowMs, signal);
      if (!answer.ok) return failed(answer.sentence, answer.advice);
      const count = `${answer.more ? "more than " : ""}${answer.recordings.length}`;
      return fine(`The list of recordings may be read; it names ${count} of the last 24 hours.`);
    };
    return climb(
      [
        ...wayRungs(state, pbxSettings),
        {
          name: "permission",
          find: async () => together([await listed(), await storageOk(recordings, ports)]),
        },
        { name: "content", find: () => ffmpegOk(recordings, ports) },
      ],
      signal,
    );
  });
}

async function folderThere(folder: string, user: string | undefined): Promise<Found> {
  try {
    if ((await stat(folder)).isDirectory()) return fine(`${folder} exists.`);
    return failed(`${folder} is no folder.`, "Enter the folder that 3CX writes to (folder in [recordings]).");
  } catch (error) {
    return troubleOf(error, folder, user);
  }
}

async function folderReadable(folder: string, user: string | undefined): Promise<Found> {
  try {
    await access(folder, constants.R_OK | constants.X_OK);
    return fine(`${folder} may be read.`);
  } catch (error) {
    return troubleOf(error, folder, user);
  }
}

function troubleOf(error: unknown, folder: string, user: string | undefined): Found {
  const { sentence, advice } = folderTrouble(codeOf(error), folder, user);
  return failed(sentence, advice);
}

async function filesIn(
  folder: string,
  { clock, user }: RecordingsCheckPorts,
  signal: AbortSignal,
): Promise<Found> {
  const endMs = clock.nowMs() + countWithinMs;
  let count = 0;
  let newestMs = 0;
  const closed: Found[] = [];
  const late = () => signal.aborted || clock.nowMs() >= endMs;
  await walk(folder, "", {
    onFolder() {},
    async onFile(below, name) {
      count += 1;
      const { mtimeMs } = await stat(join(folder, below, name)).catch(() => ({ mtimeMs: 0 }));
      newestMs = Math.max(newestMs, mtimeMs);
    },
    async onLink() {},
    async onFolderEnd() {},
    onFolderFailed: (below, code) =>
      closed.push(troubleOf({ code }, below === "" ? folder : join(folder, below), user)),
    stopped: late,
  });
  const [first] = closed;
  if (first !== undefined) return count === 0 ? first : warning(first.sentence, first.advice);
  if (count === 0) {
    return warning(
      `There is no recording in ${folder} yet.`,
      "Check that 3CX records calls and keeps them there.",
    );
  }
  const time = newestMs === 0 ? undefined : new Date(newestMs).toISOString();
  return fine(say(late() ? "check.rec.foundMore" : "check.rec.found", { n: count, time }));
}

/** The folder may not be there yet: then it is made when it is needed, in the nearest one that is. */
async function storageOk(settings: RecordingsSettings, ports: RecordingsCheckPorts): Promise<Found> {
  const storage = ports.storageOf(settings);
  const there = await nearestFolder(storage);
  try {
    if (there !== storage) await access(there, constants.W_OK | constants.X_OK);
    else await writeAndRemove(join(storage, `.check-${randomUUID()}`));
  } catch (error) {
    return failed(
      `MP3 files cannot be written to ${storage} (${codeOf(error) || "unknown reason"}).`,
      "Allow this program's user to write there, or choose another folder (storage in [recordings]).",
    );
  }
  const watch = createDiskWatch({ path: there, clock: ports.clock, statfs, onChange() {} });
  const { state, sentence, freeBytes } = await watch.look();
  if (state === "low") return warning(sentence, "Make room on that disk, or choose another one for storage.");
  const free = state === "unknown" ? "" : `; ${(freeBytes / 1e9).toFixed(1)} GB are free`;
  return fine(`MP3 files can be written to ${storage}${free}.`);
}

async function writeAndRemove(path: string): Promise<void> {
  await writeFile(path, "", { flag: "wx" });
  await unlink(path);
}

async function nearestFolder(path: string): Promise<string> {
  for (let at = path; ; at = dirname(at)) {
    const found = await stat(at).catch(() => undefined);
    if (found !== undefined || at === dirname(at)) return at;
  }
}

async function ffmpegOk(
  { ffmpeg }: RecordingsSettings,
  { packedFfmpeg, environment, clock }: RecordingsCheckPorts,
): Promise<Found> {
  const unusable: string[] = [];
  const places = ffmpegPlaces({ ffmpegPath: ffmpeg, packedPath: packedFfmpeg, environment });
  let cancelLate = () => {};
  const late = new Promise<undefined>((resolve) => {
    cancelLate = clock.after(ffmpegWithinMs, () => resolve(undefined));
  });
  const search = findFfmpeg(places, spawnFfmpeg, ({ name, path }, why) =>
    unusable.push(`${name} (${path}): ${why}`),
  );
  const found = await Promise.race([search, late]);
  cancelLate();
  const advice = "Install ffmpeg, or name the program in [recordings] ffmpeg.";
  if (found === undefined) return failed("ffmpeg does not answer when asked for its version.", advice);
  if (!found.ok) {
    return failed(`ffmpeg was not found. Looked at: ${found.looked.join(", ")}.`, advice);
  }
  const said = `ffmpeg ${found.version} is at ${found.path}.`;
  const [first] = ffmpeg === undefined || ffmpeg === found.path ? [] : unusable;
  return first === undefined
    ? fine(said)
    : warning(`${first}. Instead: ${said}`, "Correct [recordings] ffmpeg.");
}
