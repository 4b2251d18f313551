import { describe, expect, it } from "vitest";
import { expectedFiles, findListed } from "../../../../src-main/recordings/matching/listed.ts";
import { order } from "../../../../src-main/recordings/matching/order.ts";
import { searchSpans } from "../../../../src-main/recordings/matching/search-spans.ts";
import { atS, fileOf, linkOf, listedOf, loggedOf } from "./bench.ts";

describe("the row of a file", () => {
  const rows = [listedOf(83, 0, 5), listedOf(84, 0, 60, { path: "101/[Zoë]_1-101_2026(84).wav" })];
  it.each([
    ["its id", { key: "pbx:84", recordingId: 84 }],
    ["its path", { key: "folder:101/[Zoë]_1-101_2026(84).wav" }],
    ["its path with escapes", { key: "folder:101/%5BZo%C3%AB%5D_1-101_2026(84).wav" }],
    ["its path with composed letters taken apart", { key: "folder:101/[Zoe\u0308]_1-101_2026(84).wav" }],
  ])("is found by %s", (_how, extras) => {
    expect(findListed(fileOf("101", 0, 60, extras), rows)?.recordingId).toBe(84);
  });

  it.each([
    { key: "folder:101/other.wav" },
    { key: "folder:101/%zz.wav" },
    { key: "pbx:85", recordingId: 85 },
  ])("is not found for %j", (extras) => {
    expect(findListed(fileOf("101", 0, 60, extras), rows)).toBeUndefined();
  });
});

describe("the number of a link's files", () => {
  const link = linkOf(7, "101", 0, 60);

  it("is not known while the PBX tells nothing of the link", () => {
    expect(expectedFiles(link, [], [])).toBeUndefined();
    expect(expectedFiles(link, [listedOf(1, 90, 120)], [loggedOf(9, "102", 0, 60, [2])])).toBeUndefined();
  });

  it("is what list and log name together, each once", () => {
    expect(expectedFiles(link, [listedOf(1, 0, 20)], [])).toBe(1);
    expect(expectedFiles(link, [listedOf(1, 0, 20), listedOf(2, 30, 60)], [])).toBe(2);
    expect(expectedFiles(link, [listedOf(1, 0, 20)], [loggedOf(9, "101", 0, 60, [1, 2, 3])])).toBe(3);
    expect(expectedFiles({ ...link, recordingIds: [4] }, [listedOf(4, 0, 20)], [])).toBe(1);
  });

  it("is none where the log has the talk without a recording, or nobody talked", () => {
    expect(expectedFiles(link, [], [loggedOf(9, "101", 0, 60, [])])).toBe(0);
    const { startedAtMs: _never, ...missed } = link.ended;
    expect(expectedFiles({ ...link, ended: { ...missed, finish: "missed" } }, [], [])).toBe(0);
  });
});

describe("the order of files", () => {
  const file = (key: string, startedAtMs: number | undefined, number?: number) => ({
    ...{ key, startedAtMs, modifiedAtMs: 100, number },
  });

  it("is that of their begin, the same in whatever order they come", () => {
    const files = [file("c", 30), file("a", 10), file("d", undefined), file("b", 10)];
    const expected = { a: 1, b: 2, c: 3, d: 4 };
    expect(Object.fromEntries(order(files))).toEqual(expected);
    expect(Object.fromEntries(order(files.toReversed()))).toEqual(expected);
  });

  it("leaves numbers that were given: by those they may have been sent", () => {
    const files = [file("late", 5), file("first", 10, 1), file("later", 6)];
    expect(Object.fromEntries(order(files))).toEqual({ first: 1, late: 2, later: 3 });
  });
});

describe("where to look for links", () => {
  it("is around the name's time and the last change, in one span or two", () => {
    expect(searchSpans(fileOf("101", 0, 60))).toEqual([{ fromMs: atS(60 - 720), toMs: atS(180) }]);
    expect(searchSpans(fileOf("101", 0, 86_400))).toEqual([
      { fromMs: atS(-120), toMs: atS(120) },
      { fromMs: atS(86_400 - 720), toMs: atS(86_520) },
    ]);
    const { startedAtMs: _none, ...nameless } = fileOf("101", 0, 60);
    expect(searchSpans(nameless)).toEqual([{ fromMs: atS(60 - 720), toMs: atS(180) }]);
    expect(searchSpans(fileOf("101", 0, 60), listedOf(1, 500, 600))).toEqual([
      { fromMs: atS(380), toMs: atS(720) },
    ]);
  });
});
