import { describe, expect, test } from "vitest";
import {
  formatAge,
  formatCountdown,
  formatRequest,
  formatTalk,
} from "../../../../src-renderer/format/durations.ts";
import { formatCount, formatPercent, formatSize } from "../../../../src-renderer/format/numbers.ts";
import { formatDate, formatDay, formatExact, formatTime } from "../../../../src-renderer/format/times.ts";
import { visiblePieces, visibleText } from "../../../../src-renderer/format/visible-text.ts";

const berlin = "Europe/Berlin";
const atMs = Date.parse("2026-11-22T13:02:07.412Z");

describe("numbers", () => {
  test("counts", () => {
    expect(formatCount(1204, "en")).toBe("1,204");
    expect(formatCount(1204, "de")).toBe("1.204");
  });
  test.each([
    [0, "0 B"],
    [999, "999 B"],
    [1000, "1 kB"],
    [389_700, "390 kB"],
    [1_234_000_000, "1.2 GB"],
    [41_000_000_000, "41 GB"],
    [999_600, "1 MB"],
  ])("%i bytes are %s", (bytes, says) => expect(formatSize(bytes, "en")).toBe(says));
  test("sizes in German", () => expect(formatSize(1_234_000_000, "de")).toBe("1,2 GB"));
  test("shares never round a failure away", () => {
    expect(formatPercent(0.41, "de")).toBe("41\u202f%");
    expect(formatPercent(0.9999, "en")).toBe("99.9\u202f%");
    expect(formatPercent(1, "en")).toBe("100\u202f%");
    expect(formatPercent(undefined, "en")).toBe("–");
  });
});

describe("lengths", () => {
  test.each([
    [4_000, "0:04"],
    [372_000, "6:12"],
    [3_753_000, "1:02:33"],
    [-5, "0:00"],
  ])("a call of %i ms lasted %s", (ms, says) => expect(formatTalk(ms)).toBe(says));
  test.each([
    [84, "84 ms"],
    [1400, "1.4 s"],
    [12_000, "12 s"],
    [0.2, "< 1 ms"],
    [0, "0 ms"],
  ])("a request of %d ms took %s", (ms, says) => expect(formatRequest(ms, "en")).toBe(says));
  test("ages and countdowns", () => {
    expect([0, 12_000, 240_000, 10_800_000, 172_800_000].map((ms) => formatAge(ms, "de"))).toEqual([
      "gerade eben",
      "12 s",
      "4 min",
      "3 h",
      "2 T",
    ]);
    expect(formatCountdown(-4000, "en")).toBe("now");
    expect(formatCountdown(4000, "de")).toBe("4 s");
  });
});

describe("times", () => {
  const tomorrowMs = atMs + 86_400_000;
  test("today without, other days with the date", () => {
    expect(formatTime(atMs, atMs, "en", berlin)).toBe("14:02:07");
    expect(formatTime(atMs, tomorrowMs, "en", berlin)).toBe("22 Nov 14:02:07");
    expect(formatTime(atMs, tomorrowMs, "de", berlin)).toBe("22.11. 14:02:07");
    expect(formatDate(atMs, atMs + 86_400_000 * 60, "de", berlin)).toBe("22.11.2026");
  });
  test("a day by itself has its year, and what is no day stays as it came", () => {
    expect(formatDay("2026-11-02", "en")).toBe("2 Nov 2026");
    expect(formatDay("2026-11-02", "de")).toBe("02.11.2026");
    expect(formatDay("yesterday", "de")).toBe("yesterday");
  });
  test("the exact one has milliseconds and offset, west of Greenwich and in half hours too", () => {
    expect(formatExact(atMs, berlin)).toBe("2026-11-22 14:02:07.412 +01:00");
    expect(formatExact(atMs, "America/St_Johns")).toBe("2026-11-22 09:32:07.412 -03:30");
    expect(formatExact(Number.NaN)).toBe("–");
  });
});

describe("text from outside", () => {
  test("what nobody would see is named", () => {
    expect(visibleText("a\u202eb\u0007c\u200b")).toBe("a[U+202E]b[U+0007]c[U+200B]");
    expect(visiblePieces("x\ny")).toEqual([
      { text: "x", hidden: false },
      { text: "↵", hidden: true },
      { text: "y", hidden: false },
    ]);
    expect(visibleText("tag \u{e0041}")).toBe("tag [U+E0041]");
    expect(visibleText("half \ud800.")).toBe("half [U+D800].");
  });
  test("names in any script stay as they are", () => {
    for (const name of ["Jürgen", "שלום", "नमस्ते क्‍ष", "👩‍🔬", "محمد", "𠮷野家"]) {
      expect(visibleText(name)).toBe(name);
    }
  });
});
