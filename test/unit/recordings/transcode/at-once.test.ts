import { expect, test } from "vitest";
import { conversionsAtOnce } from "../../../../src-main/recordings/transcode/at-once.ts";

test.each([
  { wanted: 2, processors: 8, allowed: 2, why: "no more than are wanted" },
  { wanted: 16, processors: 8, allowed: 7, why: "one processor is left to calls" },
  { wanted: 2, processors: 2, allowed: 1, why: "one processor is left to calls" },
  { wanted: 2, processors: 1, allowed: 1, why: "never none" },
])("$wanted wanted with $processors processors are $allowed: $why", ({ wanted, processors, allowed }) => {
  expect(conversionsAtOnce(wanted, processors)).toBe(allowed);
});
