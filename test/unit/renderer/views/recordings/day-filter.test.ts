import { expect, test } from "vitest";
import { boundsOfDay, isDate } from "../../../../../src-renderer/views/recordings/day-filter.ts";

const at = (iso: string): number => Date.parse(iso);
const today = { dayStartMs: at("2026-11-21T23:00:00Z"), timezone: "Europe/Berlin" };

test("days begin when they begin for the phone system", () => {
  expect(boundsOfDay("today", today)).toEqual({ fromMs: today.dayStartMs });
  expect(boundsOfDay("yesterday", today)).toEqual({
    fromMs: at("2026-11-20T23:00:00Z"),
    toMs: today.dayStartMs,
  });
  expect(boundsOfDay("week", today)).toEqual({ fromMs: at("2026-11-15T23:00:00Z") });
  expect(boundsOfDay("2026-07-01", today)).toEqual({
    fromMs: at("2026-06-30T22:00:00Z"),
    toMs: at("2026-07-01T22:00:00Z"),
  });
});

test("days of a clock change have 23 and 25 hours", () => {
  expect(boundsOfDay("2026-03-29", today)).toEqual({
    fromMs: at("2026-03-28T23:00:00Z"),
    toMs: at("2026-03-29T22:00:00Z"),
  });
  expect(boundsOfDay("2026-10-25", today)).toEqual({
    fromMs: at("2026-10-24T22:00:00Z"),
    toMs: at("2026-10-25T23:00:00Z"),
  });
});

test("what is no day means every day, an unknown zone breaks nothing", () => {
  expect(boundsOfDay(undefined, today)).toEqual({});
  expect(boundsOfDay("2026-13-99", today)).toEqual({});
  expect(boundsOfDay("<b>", today)).toEqual({});
  expect(boundsOfDay("2026-07-01", { ...today, timezone: "Nowhere/At all" }).fromMs).toBeTypeOf("number");
  expect([isDate("2026-11-22"), isDate("today"), isDate(undefined)]).toEqual([true, false, false]);
});
