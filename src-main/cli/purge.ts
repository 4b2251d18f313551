/** `3cx-webhook purge --dry-run`: which MP3 files the next night deletes. It deletes nothing, whatever is said. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Settings } from "../../src-shared/settings/settings.ts";
import { expiryLimitMs } from "../recordings/purge/purge-once.ts";
import { nextDailyMs } from "../../src-shared/settings/daily-time.ts";
import { reasonOf } from "../../src-shared/thrown.ts";
import type { LibraryRow } from "../recordings/types.ts";
import { expiredBefore, expiryBefore } from "../store/recordings/read-beside.ts";
import { usableSettings } from "./read-settings-file.ts";
import type { CommandWorld, ExitCode } from "./types.ts";

const mostListed = 1000;

export async function purge(
  world: CommandWorld,
  { dryRun }: { readonly dryRun: boolean },
): Promise<ExitCode> {
  const settings = await usableSettings(world);
  if (settings === undefined) return 2;
  const { keepDays, purgeAt } = settings.recordings;
  if (!dryRun) {
    world.complain(
      `Recordings are deleted by the running service, every night at ${purgeAt}, when their call ended more than ` +
        `${keepDays} days ago. Change purge_at or keep_days in [recordings] for another rule; ` +
        "3cx-webhook purge --dry-run lists what would go.",
    );
    return 2;
  }
  const path = join(world.places.dataPath, "recordings.db");
  if (!existsSync(path)) {
    world.print(`There are no recordings yet: ${path} is not there.`);
    return 0;
  }
  try {
    world.print(whatWouldGo(path, settings, world.clock.nowMs()));
    return 0;
  } catch (error) {
    const reason = reasonOf(error);
    world.complain(`${path} cannot be read (${reason}). Ask as root (sudo) or as the service's own user.`);
    return 1;
  }
}

/** Reads beside a running service; SQLite lets both. */
function whatWouldGo(path: string, { recordings }: Settings, nowMs: number): string {
  const { keepDays, purgeAt, storage } = recordings;
  const atMs = nextDailyMs(nowMs, purgeAt);
  const limitMs = expiryLimitMs(atMs, keepDays);
  const db = new DatabaseSync(path, { readOnly: true, timeout: 5000 });
  try {
    const { files, bytes } = expiryBefore(db, limitMs);
    const when = new Date(atMs).toLocaleString("sv-SE");
    if (files === 0)
      return `At ${when} nothing would be deleted: no call ended more than ${keepDays} days before.`;
    const count = files === 1 ? "1 file" : `${files} files`;
    const rows = expiredBefore(db, limitMs, mostListed);
    const more = files > rows.length ? [`… and ${files - rows.length} more.`] : [];
    return [
      `At ${when} ${count} (${(bytes / 1e6).toFixed(1)} MB) would be deleted from ${storage ?? "the data folder"}, oldest first. ` +
        "3CX's own recordings are never touched.",
      ...rows.map(line),
      ...more,
    ].join("\n");
  } finally {
    db.close();
  }
}

function line({ mp3Name, mp3Bytes, startedAtMs }: LibraryRow): string {
  const began = startedAtMs === undefined ? "time not known" : new Date(startedAtMs).toLocaleString("sv-SE");
  return `  ${mp3Name ?? "?"}  ${began}  ${((mp3Bytes ?? 0) / 1000).toFixed(0)} kB`;
}
