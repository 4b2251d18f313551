/** That a clock which somebody sets is told from one that goes on, or from a machine that slept. */
import { expect, it } from "vitest";
import { createClockJumps, intervalClock } from "../../../src-shared/ports/clock-jumps.ts";

function createTime() {
  let wallMs = 1_000_000_000;
  let steadyMs = 5;
  return {
    clock: { nowMs: () => wallMs, steadyMs: () => steadyMs, after: () => () => {} },
    pass(wall: number, steady = wall) {
      wallMs += wall;
      steadyMs += steady;
    },
  };
}

it("says once by how much the clock was set", () => {
  const { clock, pass } = createTime();
  const jumpMs = createClockJumps(clock);
  pass(60_000);
  expect(jumpMs()).toBe(0);
  pass(-3_600_000 + 1_000, 1_000);
  expect(jumpMs()).toBe(-3_600_000);
  expect(jumpMs()).toBe(0);
  pass(3_600_000 + 500, 500);
  expect(jumpMs()).toBe(3_600_000);
});

it("does not mind what keeps a clock right", () => {
  const { clock, pass } = createTime();
  const jumpMs = createClockJumps(clock);
  for (let second = 0; second < 100; second++) {
    pass(1_000, 1_050);
    expect(jumpMs()).toBe(0);
  }
});

it("knows of no setting without a steady time", () => {
  let nowMs = 0;
  const clock = { nowMs: () => nowMs, after: () => () => {} };
  const jumpMs = createClockJumps(clock);
  nowMs = 3_600_000;
  expect(jumpMs()).toBe(0);
  expect(intervalClock(clock)).toBe(clock);
});

it("intervals do not see that the clock was set", () => {
  const { clock, pass } = createTime();
  const intervals = intervalClock(clock);
  const fromMs = intervals.nowMs();
  pass(-3_600_000 + 1_000, 1_000);
  expect(intervals.nowMs() - fromMs).toBe(1_000);
});
