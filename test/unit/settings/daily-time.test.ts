import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { nextDailyMs, previousDailyMs } from "../../../src-shared/settings/daily-time.ts";

const zone = process.env["TZ"];
afterAll(() => {
  if (zone === undefined) delete process.env["TZ"];
  else process.env["TZ"] = zone;
});

function inZone(name: string): (iso: string) => number {
  process.env["TZ"] = name;
  return (iso) => Date.parse(iso);
}

const iso = (atMs: number) => new Date(atMs).toISOString();

test("is the next such time of this machine", () => {
  const at = inZone("Europe/Berlin");
  expect(iso(nextDailyMs(at("2026-06-10T12:00:00Z"), "03:00"))).toBe("2026-06-11T01:00:00.000Z");
  expect(iso(nextDailyMs(at("2026-06-11T00:59:59Z"), "03:00"))).toBe("2026-06-11T01:00:00.000Z");
  expect(iso(nextDailyMs(at("2026-06-11T01:00:00Z"), "03:00"))).toBe("2026-06-12T01:00:00.000Z");
  expect(iso(previousDailyMs(at("2026-06-11T01:00:00Z"), "03:00"))).toBe("2026-06-11T01:00:00.000Z");
  expect(iso(previousDailyMs(at("2026-06-11T00:59:59Z"), "03:00"))).toBe("2026-06-10T01:00:00.000Z");
});

test("exists in the night that has no such time", () => {
  const at = inZone("Europe/Berlin");
  // 2026-03-29: 01:59:59 CET is followed by 03:00 CEST.
  expect(iso(nextDailyMs(at("2026-03-28T23:00:00Z"), "02:30"))).toBe("2026-03-29T01:30:00.000Z");
  expect(iso(nextDailyMs(at("2026-03-29T01:30:00Z"), "02:30"))).toBe("2026-03-30T00:30:00.000Z");
});

test("comes once in the night that has it twice", () => {
  const at = inZone("Europe/Berlin");
  // 2026-10-25: 02:59:59 CEST is followed by 02:00 CET.
  expect(iso(nextDailyMs(at("2026-10-24T22:00:00Z"), "02:30"))).toBe("2026-10-25T00:30:00.000Z");
  expect(iso(nextDailyMs(at("2026-10-25T00:30:00Z"), "02:30"))).toBe("2026-10-26T01:30:00.000Z");
});

test("there is one for each day, in every zone", () => {
  const zones = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Africa/Cairo",
  ];
  const year = { min: Date.parse("2026-01-01"), max: Date.parse("2027-01-01") };
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer(year),
      fc.nat(23),
      fc.nat(59),
      (name, fromMs, hour, minute) => {
        inZone(name);
        const purgeAt = `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
        const next = nextDailyMs(fromMs, purgeAt);
        const gapMs = next - previousDailyMs(fromMs, purgeAt);
        expect(next).toBeGreaterThan(fromMs);
        expect(gapMs).toBeGreaterThanOrEqual(22 * 3_600_000);
        expect(gapMs).toBeLessThanOrEqual(26 * 3_600_000);
      },
    ),
  );
});
