/** The setting moves; the files that were made before stay where they are, are found there and go from there. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createFindServed } from "../../../../src-main/recordings/links/find-served.ts";
import { createMemoryLibrary } from "../../../../src-main/recordings/memory-library.ts";
import { createDeleteMp3 } from "../../../../src-main/recordings/purge/delete-mp3.ts";
import { createStorages, incomingOf } from "../../../../src-main/recordings/storage/storages.ts";
import { sweepFormer } from "../../../../src-main/recordings/storage/sweep-former.ts";
import type { RecordingLibrary } from "../../../../src-main/recordings/types.ts";
import type { Logger } from "../../../../src-shared/ports/logger.ts";
import { newRow } from "../../store/recordings/new-row.ts";

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "storages-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function stage(library: RecordingLibrary = createMemoryLibrary()) {
  const root = newFolder();
  const [one, two, usual] = ["one", "two", "usual"].map((name) => join(root, name)) as [
    string,
    string,
    string,
  ];
  for (const folder of [one, two, usual]) mkdirSync(folder);
  const warnings: string[] = [];
  const log: Logger = {
    debug: () => {},
    info: () => {},
    warn: (text) => void warnings.push(text),
    error: () => {},
  };
  /** As each start of the program makes it. */
  const run = (current: string) => {
    const settings = { current };
    return { settings, storages: createStorages({ library, log, usual, current: () => settings.current }) };
  };
  return { library, one, two, usual, warnings, run };
}

test("the folder of the settings comes first, what was set before after it, also after a restart", async () => {
  const { one, two, usual, run } = stage();
  const first = run(one);
  await first.storages.note(one);
  expect(first.storages.all()).toEqual([one, usual]);
  await first.storages.note(two);
  first.settings.current = two;
  expect(first.storages.all()).toEqual([two, one, usual]);
  const second = run(usual);
  await second.storages.note(usual);
  expect(second.storages.all()).toEqual([usual, two, one]);
  await second.storages.note(one);
  second.settings.current = one;
  expect(second.storages.all()).toEqual([one, usual, two]);
});

test("the program is killed between the change of the file and its note: the next start notes it", async () => {
  const { one, two, usual, run } = stage();
  await run(one).storages.note(one);
  const { storages } = run(two);
  // Before anything was noted, the folder of the settings is known all the same.
  expect(storages.all()).toEqual([two, usual]);
  await storages.note(two);
  expect(storages.all()).toEqual([two, one, usual]);
});

test("links open and days end for files of every folder", async () => {
  const { library, one, two, usual, run } = stage();
  await library.add([1, 2, 3, 4].map((n) => newRow(n, { state: "sent", mp3Name: `${n}.mp3` })));
  const { storages, settings } = run(one);
  await storages.note(one);
  await storages.note(two);
  settings.current = two;
  writeFileSync(join(one, "1.mp3"), "");
  writeFileSync(join(two, "2.mp3"), "");
  // Made anew after the change; the old one is still there.
  writeFileSync(join(one, "3.mp3"), "");
  writeFileSync(join(two, "3.mp3"), "");
  const find = createFindServed(library, storages.all);
  const paths = await Promise.all(["1.mp3", "2.mp3", "3.mp3", "4.mp3"].map(find));
  expect(paths).toEqual(
    [join(one, "1.mp3"), join(two, "2.mp3"), join(two, "3.mp3"), join(two, "4.mp3")].map((path) => ({
      kind: "file",
      path,
    })),
  );
  const deleteFile = createDeleteMp3(storages.all);
  for (const name of ["1.mp3", "2.mp3", "3.mp3"]) expect(await deleteFile(name)).toEqual({ type: "deleted" });
  expect(await deleteFile("4.mp3")).toEqual({ type: "missing" });
  expect(
    [one, two].flatMap((folder) => [1, 2, 3].filter((n) => existsSync(join(folder, `${n}.mp3`)))),
  ).toEqual([]);
  await storages.forgetEmpty();
  expect(storages.all()).toEqual([two, usual]);
});

test("a folder with files, or one that cannot be looked at, is not forgotten", async () => {
  const { one, two, usual, run } = stage();
  const { storages, settings } = run(one);
  await storages.note(one);
  await storages.note(two);
  settings.current = usual;
  await storages.note(usual);
  writeFileSync(join(one, "1.mp3"), "");
  // Its disk is not there at the moment.
  rmSync(two, { recursive: true });
  await storages.forgetEmpty();
  expect(storages.all()).toEqual([usual, two, one]);
});

test("a list that cannot be kept holds nothing up", async () => {
  const broken = {
    ...createMemoryLibrary(),
    setNote: () => Promise.reject(new Error("The disk is full.")),
    note: async () => '{"no": "list"}',
  };
  const { one, usual, run, warnings } = stage(broken);
  const { storages } = run(one);
  await storages.note(one);
  expect(storages.all()).toEqual([one, usual]);
  expect(warnings).toHaveLength(1);
});

test("half files of a run that was killed are removed from folders that are not in use any more", async () => {
  const { one } = stage();
  const half = join(one, ".tmp", "123-4-1");
  mkdirSync(half, { recursive: true });
  mkdirSync(incomingOf(one));
  const whole = join(one, "1-1-1.mp3");
  for (const path of [join(half, "1.mp3"), join(incomingOf(one), "84.part"), whole]) writeFileSync(path, "");
  await sweepFormer([one, join(one, "never-there")], 1);
  expect([half, join(incomingOf(one), "84.part"), whole].map((path) => existsSync(path))).toEqual([
    false,
    false,
    true,
  ]);
  expect(existsSync(join(one, "never-there"))).toBe(false);
});
