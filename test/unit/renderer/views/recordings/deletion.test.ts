import { expect, test } from "vitest";
import { deletionAtMs } from "../../../../../src-renderer/views/recordings/deletion.ts";

const at = (iso: string): number => Date.parse(iso);
const purge = { atMs: at("2026-11-23T02:00:00Z"), keepDays: 30 };
const row = { mp3Name: "a.mp3", state: "sent" } as const;

test("a recording goes in the first night after its days", () => {
  const ended = { ...row, callEndedAtMs: at("2026-11-22T13:11:52Z") };
  expect(deletionAtMs(ended, purge)).toBe(at("2026-12-23T02:00:00Z"));
});

test("what is overdue goes in the next night", () => {
  expect(deletionAtMs({ ...row, callEndedAtMs: at("2026-01-01T00:00:00Z") }, purge)).toBe(purge.atMs);
});

test("nothing is said where nothing is known", () => {
  expect(deletionAtMs(row, purge)).toBeUndefined();
  expect(deletionAtMs({ ...row, callEndedAtMs: 1 }, undefined)).toBeUndefined();
  expect(deletionAtMs({ state: "failed", callEndedAtMs: 1, mp3Name: undefined }, purge)).toBeUndefined();
  expect(deletionAtMs({ ...row, state: "purged", callEndedAtMs: 1 }, purge)).toBeUndefined();
});
