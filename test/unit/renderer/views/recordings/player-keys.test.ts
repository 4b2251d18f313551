import { expect, test } from "vitest";
import { movedPosition } from "../../../../../src-renderer/views/recordings/player-keys.ts";

test.each([
  ["ArrowRight", 45],
  ["ArrowLeft", 35],
  ["PageUp", 70],
  ["PageDown", 10],
  ["Home", 0],
  ["End", 98],
  ["x", undefined],
])("%s leads from 40 s to %s", (key, expected) => {
  expect(movedPosition(key, 40, 98)).toBe(expected);
});

test("nothing leads out of the recording", () => {
  expect(movedPosition("ArrowRight", 96, 98)).toBe(98);
  expect(movedPosition("PageDown", 10, 98)).toBe(0);
});
