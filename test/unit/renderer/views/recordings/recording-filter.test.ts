import { expect, test } from "vitest";
import { filterOf, isFiltered } from "../../../../../src-renderer/views/recordings/recording-filter.ts";

const today = { dayStartMs: 1_000, timezone: "UTC" };

test("the address becomes the engine's filter", () => {
  expect(filterOf({ text: "4852629", state: "failed,unmatched", user: "106", day: "today" }, today)).toEqual({
    ...{ number: "4852629", states: ["failed", "unmatched"], user: "106", fromMs: 1_000 },
  });
  expect(filterOf({ text: "261122141012_690" }, today)).toEqual({ chainId: "261122141012_690" });
  expect(filterOf({ id: "261122141012_690" }, today)).toEqual({ chainId: "261122141012_690" });
  expect(filterOf({ state: "open" }, today).states).toEqual([
    ...["growing", "matching", "waiting", "converting", "ready"],
  ]);
});

test("what an address says wrongly is no condition, and nothing grows beyond what the engine takes", () => {
  expect(filterOf({ state: "nonsense", day: "someday" }, today)).toEqual({});
  expect(filterOf({ text: "x".repeat(9_000) }, today).text).toHaveLength(500);
  expect([isFiltered({}), isFiltered({ user: "" }), isFiltered({ day: "today" })]).toEqual([
    ...[false, false, true],
  ]);
});
