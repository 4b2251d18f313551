import { expect, test } from "vitest";
import { createNightly } from "../../../src-main/reconcile/nightly.ts";
import { createVirtualClock } from "../../../src-main/simulator/virtual-clock.ts";

const hour = 3_600_000;
const at = "04:30";

/** A clock that stands at this hour of a day of this machine. */
function atHour(hours: number) {
  const clock = createVirtualClock({ startMs: new Date(2026, 0, 15, hours).getTime() });
  const ran: string[] = [];
  const nightly = createNightly(clock, () => {
    const now = new Date(clock.nowMs());
    ran.push(`${now.getDate()}. ${now.getHours()}:${String(now.getMinutes()).padStart(2, "0")}`);
  });
  return { clock, ran, nightly };
}

test("runs each night at its time", async () => {
  const { clock, ran, nightly } = atHour(12);
  nightly.follow(at);
  await clock.runFor(60 * hour);
  expect(ran).toEqual(["16. 4:30", "17. 4:30"]);
});

test("what a machine slept through is made up for, once", async () => {
  let nowMs = new Date(2026, 0, 15, 12).getTime();
  let wake = () => {};
  const clock = {
    nowMs: () => nowMs,
    after: (_ms: number, run: () => void) => {
      wake = run;
      return () => {};
    },
  };
  let ran = 0;
  createNightly(clock, () => (ran += 1)).follow(at);
  nowMs += 72 * hour;
  wake();
  expect(ran).toBe(1);
  nowMs += hour;
  wake();
  expect(ran).toBe(1);
});

test("a night before the start counts only when it is known that it was missed", async () => {
  const missed = atHour(8);
  missed.nightly.follow(at, missed.clock.nowMs() - 30 * hour);
  await missed.clock.runFor(2 * hour);
  expect(missed.ran).toEqual(["15. 9:00"]);

  const done = atHour(8);
  done.nightly.follow(at, done.clock.nowMs() - hour);
  await done.clock.runFor(2 * hour);
  expect(done.ran).toEqual([]);
});

test("another time is followed from then on, and none ends it", async () => {
  const { clock, ran, nightly } = atHour(12);
  nightly.follow(at);
  await clock.runFor(hour);
  nightly.follow("15:00");
  await clock.runFor(12 * hour);
  expect(ran).toEqual(["15. 15:00"]);
  nightly.follow(undefined);
  await clock.runFor(48 * hour);
  expect(ran).toHaveLength(1);
  nightly.follow(at);
  nightly.stop();
  expect(clock.pending()).toBe(0);
});

test("after the clock was set back, the next night counts", async () => {
  let nowMs = new Date(2026, 0, 20, 12).getTime();
  let wake = () => {};
  const clock = {
    nowMs: () => nowMs,
    after: (_ms: number, run: () => void) => {
      wake = run;
      return () => {};
    },
  };
  let ran = 0;
  createNightly(clock, () => (ran += 1)).follow(at);
  nowMs = new Date(2026, 0, 15, 12).getTime();
  wake();
  expect(ran).toBe(0);
  nowMs += 20 * hour;
  wake();
  expect(ran).toBe(1);
});
