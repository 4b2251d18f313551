import { mkdirSync, mkdtempSync, existsSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { createMemoryLibrary } from "../../../../src-main/recordings/memory-library.ts";
import { createPurge } from "../../../../src-main/recordings/purge/create-purge.ts";
import { type Deleted, createDeleteMp3 } from "../../../../src-main/recordings/purge/delete-mp3.ts";
import type { PurgeResult } from "../../../../src-main/recordings/purge/purge-once.ts";
import type { LibraryRow, NewLibraryRow, RecordingLibrary } from "../../../../src-main/recordings/types.ts";
import { createVirtualClock } from "../../../../src-main/simulator/virtual-clock.ts";
import type { Clock } from "../../../../src-shared/ports/clock.ts";
import type { Logger } from "../../../../src-shared/ports/logger.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const noonMs = Date.parse("2026-06-10T12:00:00Z");

let zone: string | undefined;
beforeEach(() => {
  zone = process.env["TZ"];
  process.env["TZ"] = "UTC";
});
afterEach(() => {
  if (zone === undefined) delete process.env["TZ"];
  else process.env["TZ"] = zone;
});

function row(mp3Name: string, callEndedAtMs: number): NewLibraryRow {
  return {
    ...{ sourceKey: `folder:${mp3Name}`, fileName: `${mp3Name}.wav`, state: "sent", sentence: "" },
    ...{ extension: "101", otherNumber: "", otherName: "", from: "", to: "", tries: 0 },
    ...{ startedAtMs: callEndedAtMs - 60_000, callEndedAtMs, foundAtMs: callEndedAtMs, sourceBytes: 1000 },
    ...{ chainId: "c", link: 1, mp3Name, mp3Bytes: 100 },
  };
}

interface Night {
  readonly startMs?: number;
  readonly library?: RecordingLibrary;
  readonly deleteFile?: (name: string) => Promise<Deleted>;
  readonly keepDays?: number;
  readonly clockOf?: (clock: Clock) => Clock;
}

function night({ startMs = noonMs, library = createMemoryLibrary(), keepDays = 30, ...more }: Night = {}) {
  const virtual = createVirtualClock({ startMs });
  const clock = more.clockOf?.(virtual) ?? virtual;
  const deleted: string[] = [];
  const results: PurgeResult[] = [];
  const warnings: string[] = [];
  const log: Logger = {
    debug: () => {},
    info: () => {},
    warn: (text) => warnings.push(text),
    error: () => {},
  };
  const deleteFile =
    more.deleteFile ??
    (async (name: string): Promise<Deleted> => {
      deleted.push(name);
      return { type: "deleted" };
    });
  const onResult = (result: PurgeResult) => results.push(result);
  const told: LibraryRow[] = [];
  const onGone = (rows: readonly LibraryRow[]) => void told.push(...rows);
  const purge = createPurge({
    ...{ library, clock, purgeAt: "03:00", keepDays, deleteFile, log, onResult, onGone },
  });
  return { purge, clock: virtual, library, deleted, results, warnings, told };
}

test("deletes each night what has had its days, and nothing before", async () => {
  const { purge, clock, library, deleted, results } = night();
  await library.add([
    row("old-1-1.mp3", noonMs - 31 * dayMs),
    row("young-1-1.mp3", noonMs - 30 * dayMs + hourMs),
  ]);
  await purge.start();
  expect(deleted).toEqual(["old-1-1.mp3"]);
  await clock.runFor(14.9 * hourMs);
  expect(deleted).toEqual(["old-1-1.mp3"]);
  await clock.runFor(0.2 * hourMs);
  expect(deleted).toEqual(["old-1-1.mp3", "young-1-1.mp3"]);
  expect(results.map(({ files, bytes }) => [files, bytes])).toEqual([
    [1, 100],
    [1, 100],
  ]);
  const gone = await library.byMp3Name("old-1-1.mp3");
  expect(gone).toMatchObject({ state: "purged", purgedAtMs: noonMs });
  expect(gone?.sentence).toBe("Deleted on 2026-06-10 after 30 days.");
  await clock.runFor(5 * dayMs);
  expect(results).toHaveLength(7);
  await purge.stop();
  expect(clock.pending()).toBe(0);
});

test("catches up when the machine was off at night, and only then", async () => {
  const library = createMemoryLibrary();
  const first = night({ library });
  await first.purge.start();
  await first.purge.stop();
  const sameDay = night({ library, startMs: noonMs + hourMs });
  await sameDay.purge.start();
  await sameDay.purge.stop();
  expect(sameDay.results).toHaveLength(0);
  const nextDay = night({ library, startMs: noonMs + dayMs });
  await nextDay.purge.start();
  await nextDay.purge.stop();
  expect(nextDay.results).toHaveLength(1);
});

test("says beforehand what the next night takes", async () => {
  const { purge, library } = night();
  const endedAtMs = noonMs - 30 * dayMs + hourMs;
  await library.add([row("a-1-1.mp3", endedAtMs), row("b-1-1.mp3", noonMs)]);
  expect(await purge.preview()).toEqual({
    atMs: noonMs + 15 * hourMs,
    keepDays: 30,
    files: 1,
    bytes: 100,
    oldestEndedAtMs: endedAtMs,
  });
});

test("a file that is gone counts as deleted, one that stays is told and tried again", async () => {
  let isLocked = true;
  const { purge, clock, library, results, warnings } = night({
    deleteFile: async (name) => {
      if (name.startsWith("gone")) return { type: "missing" };
      return name.startsWith("locked") && isLocked ? { type: "kept", why: "EBUSY" } : { type: "deleted" };
    },
  });
  const old = noonMs - 40 * dayMs;
  await library.add([
    row("locked-1-1.mp3", old - 2),
    row("gone-1-1.mp3", old - 1),
    row("other-1-1.mp3", old),
  ]);
  await purge.start();
  expect(results).toMatchObject([{ files: 2, bytes: 200, missing: 1, kept: 1 }]);
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toContain("locked-1-1.mp3: EBUSY");
  isLocked = false;
  await clock.runFor(dayMs);
  expect(results[1]).toMatchObject({ files: 1, kept: 0, sentence: "" });
});

test("tells each row whose file is gone, as it stands in the list then", async () => {
  const { purge, library, told } = night({
    deleteFile: async (name) =>
      name.startsWith("stays") ? { type: "kept", why: "EPERM" } : { type: "deleted" },
  });
  const old = noonMs - 40 * dayMs;
  await library.add([row("stays-1-1.mp3", old), row("young-1-1.mp3", noonMs)]);
  await library.add([{ ...row("goes-1-1.mp3", old), problem: "link-unreachable", nextTryAtMs: noonMs }]);
  await purge.start();
  expect(told).toEqual([await library.byMp3Name("goes-1-1.mp3")]);
  expect(told).toMatchObject([{ state: "purged", purgedAtMs: noonMs }]);
});

test("takes a thousand in slices, past hundreds that stay", async () => {
  const { purge, library, results } = night({
    deleteFile: async (name) =>
      name.startsWith("stays") ? { type: "kept", why: "EPERM" } : { type: "deleted" },
  });
  const old = noonMs - 40 * dayMs;
  await library.add(
    Array.from({ length: 1000 }, (_, n) => row(`${n < 350 ? "stays" : "goes"}-${n}-1.mp3`, old + n)),
  );
  await purge.start();
  expect(results).toMatchObject([{ files: 650, kept: 350 }]);
});

test("goes on where a kill stopped it: the file may be gone, the list not yet", async () => {
  const library = createMemoryLibrary();
  await library.add([row("a-1-1.mp3", noonMs - 40 * dayMs), row("b-1-1.mp3", noonMs - 40 * dayMs)]);
  const onDisk = new Set(["a-1-1.mp3", "b-1-1.mp3"]);
  const deleteFile = async (name: string): Promise<Deleted> => ({
    type: onDisk.delete(name) ? "deleted" : "missing",
  });
  const killed = { ...library, change: () => Promise.reject(new Error("killed")) };
  const before = night({ library: killed, deleteFile });
  await before.purge.start();
  expect(before.warnings).toHaveLength(1);
  const after = night({ library, deleteFile });
  await after.purge.start();
  expect(after.results).toMatchObject([{ files: 2, missing: 2, kept: 0 }]);
  expect((await library.counts()).states.purged).toBe(2);
});

test("a list that fails is tried again within the hour", async () => {
  const library = createMemoryLibrary();
  await library.add([row("a-1-1.mp3", noonMs - 40 * dayMs)]);
  let fails = true;
  const expired: RecordingLibrary["expired"] = (...args) =>
    fails ? Promise.reject(new Error("The disk is full.")) : library.expired(...args);
  const { purge, clock, deleted, warnings } = night({ library: { ...library, expired } });
  await purge.start();
  expect(warnings).toHaveLength(1);
  fails = false;
  await clock.runFor(hourMs);
  expect(deleted).toEqual(["a-1-1.mp3"]);
});

test("a clock that is set neither makes it forget nor lets it take young recordings", async () => {
  let offsetMs = 0;
  const clockOf = (clock: Clock): Clock => ({
    nowMs: () => clock.nowMs() + offsetMs,
    steadyMs: () => clock.nowMs(),
    after: clock.after,
  });
  const { purge, clock, library, deleted, results, warnings } = night({ clockOf });
  await library.add([row("young-1-1.mp3", noonMs - dayMs)]);
  await purge.start();
  offsetMs = 400 * dayMs;
  await clock.runFor(2 * hourMs);
  expect(warnings).toHaveLength(1);
  offsetMs = 0;
  await clock.runFor(3 * dayMs);
  expect(deleted).toEqual([]);
  expect(results.length).toBeGreaterThanOrEqual(3);
});

test("a round asked for by hand and the nightly one do not meet", async () => {
  const { purge, library, deleted } = night();
  await library.add([row("a-1-1.mp3", noonMs - 40 * dayMs)]);
  const [first, second] = await Promise.all([purge.run(), purge.run()]);
  expect(first).toBe(second);
  expect(deleted).toEqual(["a-1-1.mp3"]);
});

test("deletes nothing outside the storage folder", async () => {
  const folder = mkdtempSync(join(tmpdir(), "purge-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const storage = join(folder, "storage");
  mkdirSync(join(storage, "folder.mp3"), { recursive: true });
  const outside = join(folder, "outside.mp3");
  writeFileSync(outside, "");
  writeFileSync(join(storage, "own-1-1.mp3"), "");
  symlinkSync(outside, join(storage, "link.mp3"));
  const deleteFile = createDeleteMp3(() => [storage]);
  const hostile = [
    "../outside.mp3",
    outside,
    "..\\outside.mp3",
    "a/../../outside.mp3",
    "",
    "..",
    "x.mp3\0",
    ".mp3",
  ];
  for (const name of hostile) expect((await deleteFile(name)).type, name).toBe("kept");
  expect(await deleteFile("folder.mp3")).toMatchObject({ type: "kept" });
  expect(await deleteFile("link.mp3")).toEqual({ type: "deleted" });
  expect(await deleteFile("own-1-1.mp3")).toEqual({ type: "deleted" });
  expect(await deleteFile("own-1-1.mp3")).toEqual({ type: "missing" });
  expect(existsSync(outside)).toBe(true);
  expect(readdirSync(storage)).toEqual(["folder.mp3"]);
});

test("forgets a year after its days what was deleted", async () => {
  const { purge, library } = night();
  const rows = Array.from({ length: 250 }, (_, n) => ({
    ...row(`old-${n}-1.mp3`, noonMs - 500 * dayMs),
    ...{ state: "purged" as const, purgedAtMs: noonMs - 396 * dayMs },
  })) satisfies NewLibraryRow[];
  const young = {
    ...row("young-1-1.mp3", noonMs),
    state: "purged",
    purgedAtMs: noonMs - 394 * dayMs,
  } as const;
  await library.add([...rows, young]);
  await purge.start();
  const left = await library.inStates(["purged"], 500);
  expect(left.map(({ mp3Name }) => mp3Name)).toEqual(["young-1-1.mp3"]);
  await purge.stop();
});
