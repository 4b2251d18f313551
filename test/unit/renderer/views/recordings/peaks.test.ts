import { expect, test } from "vitest";
import { peaksOf } from "../../../../../src-renderer/views/recordings/peaks.ts";

test("each column is as high as its loudest sample", () => {
  expect(peaksOf(Float32Array.of(0, -0.5, 0.25, 0.25, 1.5, 0), 3)).toEqual([0.5, 0.25, 1]);
});

test("a short sound has fewer columns, none has none", () => {
  expect(peaksOf(Float32Array.of(0.5), 600)).toEqual([0.5]);
  expect(peaksOf(new Float32Array(0), 600)).toEqual([]);
});
