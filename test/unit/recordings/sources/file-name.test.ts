import { describe, expect, it } from "vitest";
import { isRecordingName, parseRecordingName } from "../../../../src-main/recordings/sources/file-name.ts";

const utc = (name: string, extension?: string) => parseRecordingName(name, extension, "UTC");
const at = (...parts: [number, number, number, number, number, number]) =>
  Date.UTC(parts[0], parts[1] - 1, ...(parts.slice(2) as [number, number, number, number]));

describe("published names", () => {
  it.each([
    [
      "[]_100-0836826436_20190211124709(2).wav",
      {
        displayName: "",
        from: "100",
        to: "0836826436",
        nameNumber: 2,
        startedAtMs: at(2019, 2, 11, 12, 47, 9),
      },
    ],
    [
      "[27836826436]_27836826436-100_20190211124743(3).wav",
      { displayName: "27836826436", from: "27836826436", to: "100", nameNumber: 3 },
    ],
    [
      "[Zinhle Phungula]_201-0114627554_20190219120918(380).wav",
      { displayName: "Zinhle Phungula", from: "201", to: "0114627554", nameNumber: 380 },
    ],
    [
      "[Tampa South]_302-+18139975575_20260130152748(84).wav",
      { displayName: "Tampa South", from: "302", to: "+18139975575", nameNumber: 84 },
    ],
  ])("%s", (name, parts) => {
    expect(utc(name)).toMatchObject(parts);
  });
});

describe("other names", () => {
  it.each([
    [
      "[Support:John_D]_301-302_20260130152748(84).ogg",
      { displayName: "Support:John_D", from: "301", to: "302" },
    ],
    ["[a]b]_301-302_20260130152748(84).wav", { displayName: "a]b", from: "301" }],
    ["John_301-302_20260130152748.mp3", { displayName: "John", from: "301", to: "302" }],
    ["301-302_20260130152748(9).wav", { from: "301", to: "302", nameNumber: 9 }],
    ["%5BTampa%20South%5D_302-%2B1813_20260130152748(84).wav", { displayName: "Tampa South", to: "+1813" }],
    ["[50%]_301-302_20260130152748(84).wav", { displayName: "50%", from: "301" }],
    ["[x]_-302_20260130152748(84).WAV", { from: "", to: "302" }],
    ["20260130152748(84).wav", { nameNumber: 84 }],
  ])("%s", (name, parts) => {
    expect(utc(name)).toMatchObject({ ...parts, startedAtMs: at(2026, 1, 30, 15, 27, 48) });
  });

  it("uses the folder's extension where numbers have dashes", () => {
    const name = "[x]_0301-234-5-101_20260130152748(84).wav";
    expect(utc(name, "101")).toMatchObject({ from: "0301-234-5", to: "101" });
    expect(utc("[x]_101-0301-234_20260130152748(84).wav", "101")).toMatchObject({
      from: "101",
      to: "0301-234",
    });
    expect(utc(name)).toMatchObject({ from: "0301", to: "234-5-101" });
  });

  it("says nothing that the name does not say", () => {
    expect(utc("voicemail.wav")).toEqual({});
    expect(utc("[x]_1-2_20261330152748(84).wav")).toEqual({
      displayName: "x",
      from: "1",
      to: "2",
      nameNumber: 84,
    });
    expect(utc("%zz%41.wav")).toEqual({});
  });

  it("counts wav, mp3 and ogg in any case, and no hidden file", () => {
    const names = ["a.wav", "a.MP3", "a.Ogg", "a.wave", "a.wav.part", ".a.wav", "wav", "a.txt"];
    expect(names.filter(isRecordingName)).toEqual(["a.wav", "a.MP3", "a.Ogg"]);
  });
});

describe("the time in a name", () => {
  const begin = (digits: string, timezone: string) =>
    parseRecordingName(`[]_1-2_${digits}(1).wav`, undefined, timezone).startedAtMs;

  it.each([
    ["20260130152748", "Europe/Prague", at(2026, 1, 30, 14, 27, 48)],
    ["20260730152748", "Europe/Prague", at(2026, 7, 30, 13, 27, 48)],
    ["20260730152748", "America/New_York", at(2026, 7, 30, 19, 27, 48)],
    ["20260730152748", "Asia/Kathmandu", at(2026, 7, 30, 9, 42, 48)],
    ["20260329015959", "Europe/Prague", at(2026, 3, 29, 0, 59, 59)],
    ["20260329030000", "Europe/Prague", at(2026, 3, 29, 1, 0, 0)],
    // The hour that the clocks show twice is its first, the one that they skip comes after.
    ["20261025023000", "Europe/Prague", at(2026, 10, 25, 0, 30, 0)],
    ["20261025030000", "Europe/Prague", at(2026, 10, 25, 2, 0, 0)],
    ["20260329023000", "Europe/Prague", at(2026, 3, 29, 1, 30, 0)],
    ["20260101000000", "Pacific/Auckland", at(2025, 12, 31, 11, 0, 0)],
  ])("%s in %s", (digits, timezone, expected) => {
    expect(begin(digits, timezone)).toBe(expected);
  });

  it("is absent when it is none", () => {
    for (const digits of ["20260230000000", "20260101240000", "20260101006000", "00000000000000"]) {
      expect(begin(digits, "UTC")).toBeUndefined();
    }
  });
});
