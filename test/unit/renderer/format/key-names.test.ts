import { expect, test } from "vitest";
import { keyNames } from "../../../../src-renderer/format/key-names.ts";

test.each([
  ["Ctrl Home · Ctrl End", "Strg Pos1 · Strg Ende"],
  ["Shift ↑ ↓ · Ctrl A", "Umschalt ↑ ↓ · Strg A"],
  ["g o · c · w · r · s · i", "g o · c · w · r · s · i"],
  ["⌘ K", "⌘ K"],
])("%s", (keys, german) => {
  expect(keyNames(keys, "de")).toBe(german);
  expect(keyNames(keys, "en")).toBe(keys);
});
