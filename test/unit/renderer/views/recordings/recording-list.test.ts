import { expect, test } from "vitest";
import {
  emptyList,
  fits,
  withNews,
  withPage,
} from "../../../../../src-renderer/views/recordings/recording-list.ts";
import { aRecording } from "../../fixtures.ts";

const row = (id: number, startedAtMs = id) => aRecording({ id, startedAtMs });
const ids = ({ rows }: typeof emptyList) => rows.map(({ id }) => id);

test("pages follow each other without twins", () => {
  const first = withPage(emptyList, { rows: [row(9), row(8)], cursor: "c" });
  const both = withPage(first, { rows: [row(8), row(7)] });
  expect(ids(both)).toEqual([9, 8, 7]);
  expect(both.cursor).toBeUndefined();
});

test("a new row takes its place by its begin, not by its discovery", () => {
  const list = withPage(emptyList, { rows: [row(9, 90), row(8, 80), row(7, 70)], cursor: "c" });
  expect(ids(withNews(list, [row(12, 85)], {}))).toEqual([9, 12, 8, 7]);
});

test("what is older than the last loaded row comes with its page, without further pages at once", () => {
  const open = withPage(emptyList, { rows: [row(9, 90), row(8, 80)], cursor: "c" });
  expect(withNews(open, [row(3, 30)], {})).toBe(open);
  const whole = withPage(emptyList, { rows: [row(9, 90), row(8, 80)] });
  expect(ids(withNews(whole, [row(3, 30)], {}))).toEqual([9, 8, 3]);
});

test("a row that changed is replaced, one that no longer fits leaves", () => {
  const list = withPage(emptyList, { rows: [row(9), row(8)] });
  const changed = withNews(list, [{ ...row(8), state: "purged" }], {});
  expect(changed.rows[1]?.state).toBe("purged");
  expect(ids(withNews(list, [{ ...row(8), state: "purged" }], { states: ["sent"] }))).toEqual([9]);
});

test("news that concern nothing shown leave the list the same object", () => {
  const list = withPage(emptyList, { rows: [row(9)] });
  expect(withNews(list, [{ ...row(5), state: "failed" }], { states: ["sent"] })).toBe(list);
});

test("a window decides as the engine's search does", () => {
  const recording = aRecording({ otherNumber: "+49 30 1234567", otherName: "Café Müller" });
  expect(fits(recording, { number: "0301234567" })).toBe(true);
  expect(fits(recording, { number: "1234" })).toBe(false);
  expect(fits(recording, { text: "MÜLLER café" })).toBe(true);
  expect(fits(recording, { text: "meier" })).toBe(false);
  expect(fits(recording, { chainId: "261122141012" })).toBe(true);
  expect(fits(recording, { chainId: "261122141012_690-1" })).toBe(true);
  expect(fits(recording, { chainId: "27" })).toBe(false);
  expect(fits(recording, { user: "106" })).toBe(true);
  expect(fits(recording, { user: "10" })).toBe(false);
  expect(fits(recording, { fromMs: recording.startedAtMs, toMs: recording.startedAtMs + 1 })).toBe(true);
  expect(fits(recording, { toMs: recording.startedAtMs })).toBe(false);
});
