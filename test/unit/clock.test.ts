import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createRealClock, createScaledClock, createSteadyTime } from "../../src-main/clock.ts";

describe("real and scaled clock", () => {
  beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
  afterEach(() => void vi.useRealTimers());

  it("tells the machine's time and runs a timer once", () => {
    const clock = createRealClock();
    const run = vi.fn();
    clock.after(50, run);
    expect(clock.nowMs()).toBe(1_000_000);
    vi.advanceTimersByTime(49);
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1_000);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it("waits longer than a Node timer can", () => {
    const run = vi.fn();
    createRealClock().after(3_000_000_000, run);
    vi.advanceTimersByTime(2_999_999_999);
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it("cancels a timer in each part of a long wait", () => {
    const run = vi.fn();
    const cancel = createRealClock().after(3_000_000_000, run);
    vi.advanceTimersByTime(2_500_000_000);
    cancel();
    vi.advanceTimersByTime(2_500_000_000);
    expect(run).not.toHaveBeenCalled();
  });

  it("runs faster by its speed", () => {
    const clock = createScaledClock(10);
    const seen: number[] = [];
    const startMs = clock.nowMs();
    clock.after(500, () => seen.push(clock.nowMs() - startMs));
    vi.advanceTimersByTime(50);
    expect(seen).toEqual([500]);
    expect(() => createScaledClock(0)).toThrow("speed");
  });
});

describe("steady time", () => {
  function start() {
    const time = { ticks: 5000, uptime: 70_000 };
    const steadyMs = createSteadyTime(
      () => time.ticks,
      () => time.uptime,
    );
    const pass = (ms: number): void => {
      time.ticks += ms;
      time.uptime += ms;
    };
    return { time, steadyMs, pass };
  }

  it("goes with the ticks, whatever the grain of the uptime", () => {
    const { time, steadyMs, pass } = start();
    for (let second = 0; second < 100; second += 1) {
      pass(1000);
      time.uptime += second % 2 === 0 ? 900 : -900;
      expect(steadyMs()).toBe(time.ticks);
    }
  });

  it("takes up the time that the machine slept, once", () => {
    const { time, steadyMs, pass } = start();
    time.uptime += 3_600_000;
    pass(1000);
    expect(steadyMs()).toBe(6000 + 3_600_000);
    pass(1000);
    expect(steadyMs()).toBe(7000 + 3_600_000);
  });
});
