/** A day begins at midnight where the PBX is, also when clocks change. */
import { describe, expect, it } from "vitest";
import { createToday, dayStart } from "../../../src-main/history/today.ts";
import { createVirtualClock } from "../../../src-main/simulator/virtual-clock.ts";

const at = (iso: string) => Date.parse(iso);

describe("the beginning of a day", () => {
  it.each([
    ["2026-11-22T12:00:00+01:00", "Europe/Berlin", "2026-11-22T00:00:00+01:00"],
    ["2026-11-22T00:00:00+01:00", "Europe/Berlin", "2026-11-22T00:00:00+01:00"],
    ["2026-11-21T23:59:59.999+01:00", "Europe/Berlin", "2026-11-21T00:00:00+01:00"],
    // Clocks go forward and back in the night of these days.
    ["2026-03-29T12:00:00+02:00", "Europe/Berlin", "2026-03-29T00:00:00+01:00"],
    ["2026-10-25T12:00:00+01:00", "Europe/Berlin", "2026-10-25T00:00:00+02:00"],
    ["2026-10-25T01:30:00+02:00", "Europe/Berlin", "2026-10-25T00:00:00+02:00"],
    ["2026-06-01T03:00:00+05:45", "Asia/Kathmandu", "2026-06-01T00:00:00+05:45"],
    ["2026-06-01T23:00:00-10:00", "Pacific/Honolulu", "2026-06-01T00:00:00-10:00"],
  ])("%s in %s is %s", (now, zone, begin) => {
    expect(new Date(dayStart(at(now), zone)).toISOString()).toBe(new Date(at(begin)).toISOString());
  });
});

describe("today", () => {
  it("counts arrivals and missed calls, adds what was kept, and begins anew at midnight", async () => {
    const clock = createVirtualClock({ startMs: at("2026-11-22T22:00:00Z") });
    const today = createToday(clock, "Europe/Berlin");
    today.restore({ incoming: 5, outgoing: 2, missed: 1 });
    today.arrived("incoming", clock.nowMs());
    today.arrived("internal", clock.nowMs());
    today.arrived("outgoing", clock.nowMs());
    today.missed(clock.nowMs());
    expect(today.read()).toMatchObject({ incoming: 6, outgoing: 3, missed: 2, timezone: "Europe/Berlin" });
    const yesterdayMs = clock.nowMs();
    await clock.runFor(3_600_000);
    expect(today.read()).toMatchObject({
      incoming: 0,
      outgoing: 0,
      missed: 0,
      dayStartMs: at("2026-11-22T23:00:00Z"),
    });
    today.missed(yesterdayMs);
    expect(today.read().missed).toBe(0);
  });

  it.each([
    ["on a day of 23 hours", "2026-03-29T00:00:00+01:00", 23],
    ["on a day of 25 hours", "2026-10-25T00:00:00+02:00", 25],
    ["on any other", "2026-11-22T00:00:00+01:00", 24],
  ])("begins anew when the day is over, %s", async (_what, begin, hours) => {
    const clock = createVirtualClock({ startMs: at(begin) });
    const today = createToday(clock, "Europe/Berlin");
    today.missed(clock.nowMs());
    await clock.runFor(hours * 3_600_000 - 1);
    expect(today.read()).toMatchObject({ dayStartMs: at(begin), missed: 1 });
    await clock.runFor(1);
    expect(today.read()).toMatchObject({ dayStartMs: at(begin) + hours * 3_600_000, missed: 0 });
  });

  it("begins anew when another zone has another day, and goes on when it has the same", () => {
    const clock = createVirtualClock({ startMs: at("2026-11-22T12:00:00Z") });
    const today = createToday(clock, "Europe/Berlin");
    today.missed(clock.nowMs());
    today.setTimezone("Europe/Vienna");
    expect(today.read()).toMatchObject({ timezone: "Europe/Vienna", missed: 1 });
    today.setTimezone("Asia/Tokyo");
    expect(today.read()).toMatchObject({ dayStartMs: at("2026-11-22T00:00:00+09:00"), missed: 0 });
  });

  it("goes by this machine's zone when the settings name none, or one that nobody knows", () => {
    const clock = createVirtualClock({ startMs: at("2026-11-22T22:00:00Z") });
    const here = new Intl.DateTimeFormat("en").resolvedOptions().timeZone;
    expect(createToday(clock, undefined).read().timezone).toBe(here);
    expect(createToday(clock, "Mars/Olympus").read().timezone).toBe(here);
  });
});
