import { describe, expect, it } from "vitest";
import { defaultRecordingsFolder } from "../../../../src-main/recordings/sources/default-folder.ts";
import { fileFailure } from "../../../../src-main/recordings/sources/folder/file-failures.ts";
import { createFolderBook, printOf } from "../../../../src-main/recordings/sources/folder/folder-book.ts";
import { folderTrouble } from "../../../../src-main/recordings/sources/folder/folder-words.ts";
import { saysWhole } from "../../../../src-main/recordings/sources/folder/look.ts";
import { isNetworkType, isUncPath } from "../../../../src-main/recordings/sources/folder/network-share.ts";
import { archivedWaitMs, retryWaitMs } from "../../../../src-main/recordings/sources/retry-waits.ts";
import { wav } from "./helpers.ts";

describe("small parts", () => {
  it("know 3CX's own folder", () => {
    expect(defaultRecordingsFolder({ platform: "linux", env: {} })).toBe(
      "/var/lib/3cxpbx/Instance1/Data/Recordings",
    );
    expect(defaultRecordingsFolder({ platform: "win32", env: {} })).toBe(
      "C:\\ProgramData\\3CX\\Instance1\\Data\\Recordings",
    );
    expect(defaultRecordingsFolder({ platform: "win32", env: { ProgramData: "D:\\Data" } })).toMatch(
      /^D:\\Data\\3CX/,
    );
  });

  it("tell network shares", () => {
    expect([isNetworkType(0x6969), isNetworkType(-11_317_950), isNetworkType(0xef53)]).toEqual([
      true,
      true,
      false,
    ]);
    expect(["\\\\nas\\rec", "//nas/rec", "\\\\?\\UNC\\nas\\rec"].every(isUncPath)).toBe(true);
    expect(["C:\\rec", "/var/lib", "\\\\?\\C:\\rec", "\\\\.\\C:"].some(isUncPath)).toBe(false);
  });

  it("wait longer with each try", () => {
    expect([1, 2, 3, 4, 5, 6, 60].map((tries) => retryWaitMs(tries) / 1000)).toEqual([
      5, 15, 30, 60, 180, 600, 600,
    ]);
    expect([1, 2, 3, 4, 50].map((tries) => archivedWaitMs(tries) / 60_000)).toEqual([
      10, 60, 360, 1440, 1440,
    ]);
  });

  it("read from a WAV file's header whether it is whole", () => {
    const whole = wav(100);
    expect(saysWhole(whole.subarray(0, 12), whole.length)).toBe(true);
    expect(saysWhole(whole.subarray(0, 12), whole.length - 1)).toBe(false);
    const unfinished = Buffer.from(whole.subarray(0, 12));
    for (const size of [0, 0xffff_ffff]) {
      unfinished.writeUInt32LE(size, 4);
      expect(saysWhole(unfinished, 5000)).toBe(false);
    }
    expect(saysWhole(Buffer.from("ID3 whatever"), 5000)).toBe(true);
    expect(saysWhole(Buffer.alloc(0), 0)).toBe(false);
  });

  it.each([
    ["ENOENT", "vanished", false],
    ["EACCES", "no-access", false],
    ["EPERM", "no-access", false],
    ["EBUSY", "locked", true],
    ["EMFILE", "locked", true],
    ["ESTALE", "no-access", true],
    ["", "no-access", true],
  ] as const)("make %j the problem %s", (code, problem, again) => {
    const failure = fileFailure(code, "/rec/1.wav", "webhook");
    expect(failure).toMatchObject({ ok: false, problem, again });
    expect(failure.sentence).toMatch(/^[A-Z/3].*\.$/);
  });

  it("say what to do about the folder", () => {
    expect(folderTrouble("EACCES", "/rec", "webhook")).toEqual({
      sentence: "No permission to read /rec.",
      advice: expect.stringContaining('Allow "webhook", as whom this program runs, to read'),
    });
    expect(folderTrouble("ESTALE", "/rec", undefined).sentence).toBe(
      "The recordings folder /rec cannot be reached (ESTALE).",
    );
  });

  it("remember files in little room", () => {
    const book = createFolderBook();
    const print = printOf(16_044, 1_769_788_800_123);
    expect(Number.isSafeInteger(print)).toBe(true);
    expect(printOf(16_045, 1_769_788_800_123)).not.toBe(print);
    book.setOld("101/a.wav", print);
    book.setKnown("101/b.wav");
    book.setSettling("c.wav");
    const standings = ["101/a.wav", "101/b.wav", "c.wav", "d.wav"].map((path) => book.standing(path));
    expect(standings).toEqual(["old", "told", "settling", "unknown"]);
    expect([
      book.changed("101/a.wav", print),
      book.changed("101/a.wav", 5),
      book.changed("101/b.wav", 5),
    ]).toEqual([...[false, true, false]]);
    expect([book.count(), book.folders()]).toEqual([3, ["101", ""]]);
    book.remove("c.wav");
    expect([book.count(), book.folders()]).toEqual([2, ["101"]]);
  });
});
