import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../../../src-main/simulator/virtual-clock.ts";

describe("virtual clock", () => {
  it("stands still until it is run", () => {
    const clock = createVirtualClock({ startMs: 1_000 });
    clock.after(0, () => expect.unreachable());
    expect(clock.nowMs()).toBe(1_000);
    expect(clock.pending()).toBe(1);
  });

  it("runs timers in order of time, equal ones in order of creation", async () => {
    const clock = createVirtualClock({ startMs: 0 });
    const seen: string[] = [];
    const note = (name: string) => () => seen.push(`${name}@${clock.nowMs()}`);
    clock.after(20, note("c"));
    clock.after(10, note("a"));
    clock.after(10, note("b"));
    clock.after(31, note("late"));
    await clock.runFor(30);
    expect(seen).toEqual(["a@10", "b@10", "c@20"]);
    expect(clock.nowMs()).toBe(30);
    await clock.runFor(1);
    expect(seen.at(-1)).toBe("late@31");
  });

  it("runs timers that timers make, also those of the same instant", async () => {
    const clock = createVirtualClock({ startMs: 0 });
    const seen: number[] = [];
    clock.after(5, () => {
      clock.after(0, () => seen.push(clock.nowMs()));
      clock.after(5, () => seen.push(clock.nowMs()));
      clock.after(6, () => seen.push(clock.nowMs()));
    });
    await clock.runFor(10);
    expect(seen).toEqual([5, 10]);
  });

  it("lets everything settle before time moves on", async () => {
    const clock = createVirtualClock({ startMs: 0 });
    const seen: string[] = [];
    const settle = async () => {
      await Promise.resolve();
      seen.push(`settled@${clock.nowMs()}`);
    };
    clock.after(1, () => seen.push("one"));
    clock.after(2, () => seen.push("two"));
    await clock.runFor(3, settle);
    expect(seen).toEqual(["settled@0", "one", "settled@1", "two", "settled@2", "settled@3"]);
  });

  it("runs what settling sets up for the same instant", async () => {
    const clock = createVirtualClock({ startMs: 0 });
    const seen: number[] = [];
    let asked = false;
    const settle = async () => {
      if (clock.nowMs() === 1 && !asked) {
        asked = true;
        clock.after(0, () => seen.push(clock.nowMs()));
      }
    };
    clock.after(1, () => {});
    await clock.runFor(1, settle);
    expect(seen).toEqual([1]);
  });

  it("forgets a cancelled timer, also when it is cancelled in its own instant", async () => {
    const clock = createVirtualClock({ startMs: 0 });
    const seen: string[] = [];
    const cancels: (() => void)[] = [];
    clock.after(1, () => cancels.forEach((cancel) => cancel()));
    cancels.push(clock.after(1, () => seen.push("same instant")));
    cancels.push(clock.after(2, () => seen.push("later")));
    await clock.runFor(5);
    expect(seen).toEqual([]);
    expect(clock.pending()).toBe(0);
  });

  it("runs until a condition holds, or tells that the limit came first", async () => {
    const clock = createVirtualClock({ startMs: 0 });
    let ticks = 0;
    const tick = () => {
      ticks += 1;
      clock.after(10, tick);
    };
    clock.after(10, tick);
    expect(await clock.runUntil(() => ticks === 3, 1_000)).toBe(true);
    expect(clock.nowMs()).toBe(30);
    expect(await clock.runUntil(() => false, 100)).toBe(false);
    expect(clock.nowMs()).toBe(130);
    expect(await clock.runUntilIdle(50)).toBe(false);
  });

  it("is idle when no timer is left", async () => {
    const clock = createVirtualClock({ startMs: 0 });
    clock.after(40, () => {});
    expect(await clock.runUntilIdle(1_000)).toBe(true);
    expect(clock.nowMs()).toBe(40);
  });

  it("refuses two runs at once and goes on after a timer has thrown", async () => {
    const clock = createVirtualClock({ startMs: 0 });
    const first = clock.runFor(1);
    await expect(clock.runFor(1)).rejects.toThrow("running already");
    await first;
    clock.after(1, () => {
      throw new Error("broken timer");
    });
    await expect(clock.runFor(2)).rejects.toThrow("broken timer");
    await clock.runFor(2);
    expect(clock.nowMs()).toBe(4);
  });
});
