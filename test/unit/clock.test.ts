import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createRealClock, createScaledClock } from "../../src-main/clock.ts";

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
