import { expect, test } from "vitest";
import { boundsOf, dayBefore, dayOf } from "../../../src-main/reconcile/day.ts";

const hourMs = 3_600_000;

test.each([
  ["2026-01-15", 24],
  ["2026-03-29", 23],
  ["2026-10-25", 25],
])("%s has %i hours in Berlin, from midnight to midnight", (day, hours) => {
  const bounds = boundsOf(day, "Europe/Berlin");
  expect(((bounds?.toMs ?? 0) - (bounds?.fromMs ?? 0)) / hourMs).toBe(hours);
  expect(dayOf(bounds?.fromMs ?? 0, "Europe/Berlin")).toBe(day);
  expect(dayOf((bounds?.fromMs ?? 0) - 1, "Europe/Berlin")).toBe(dayBefore(day));
});

test("what is no day has no bounds", () => {
  for (const day of ["2026-02-30", "yesterday", "2026-1-1", ""]) expect(boundsOf(day, "UTC")).toBeUndefined();
});

test("the day before crosses months and years", () => {
  expect([dayBefore("2026-03-01"), dayBefore("2026-01-01")]).toEqual(["2026-02-28", "2025-12-31"]);
});
