/** Time-outs on a clock that can stand still: a stall must not cost what could not happen meanwhile. */
import { describe, expect, it } from "vitest";
import { createTimeOut, type Timers } from "../../../../src-main/webhooks/delivery/time-out.ts";

/** Timers that run only when the loop does. `stall` lets time pass without it. */
function createLoop() {
  let nowMs = 0;
  let timers: { readonly atMs: number; readonly run: () => void }[] = [];
  const add = (atMs: number, run: () => void) => {
    const timer = { atMs, run };
    timers.push(timer);
    return () => void (timers = timers.filter((each) => each !== timer));
  };
  const port: Timers = {
    nowMs: () => nowMs,
    after: (ms, run) => add(nowMs + ms, run),
    soon: (run) => add(nowMs, run),
  };
  function turn(): void {
    for (;;) {
      const due = timers.find(({ atMs }) => atMs <= nowMs);
      if (due === undefined) return;
      timers = timers.filter((each) => each !== due);
      due.run();
    }
  }
  return {
    port,
    run(ms: number) {
      for (const untilMs = nowMs + ms; nowMs < untilMs; nowMs += 1) turn();
      turn();
    },
    stall: (ms: number) => void (nowMs += ms),
  };
}

function start(ms: number) {
  const loop = createLoop();
  const over: number[] = [];
  const timeOut = createTimeOut(() => over.push(loop.port.nowMs()), loop.port);
  timeOut.start(ms);
  return { ...loop, over, timeOut };
}

describe("a time-out", () => {
  it("strikes when its time is over, and once", () => {
    const { run, over } = start(3000);
    run(10_000);
    expect(over).toEqual([3000]);
  });

  it("is none of a request that could not leave for five seconds: it gets the time of the stall again", () => {
    const { run, stall, over } = start(3000);
    stall(5000);
    run(1999);
    expect(over).toEqual([]);
    run(1);
    expect(over).toEqual([7000]);
  });

  it("gives the whole time again at most, however long the machine slept", () => {
    const { run, stall, over } = start(3000);
    stall(8 * 3_600_000);
    run(10_000);
    expect(over).toEqual([8 * 3_600_000 + 3000]);
  });

  it("forgives once: a program that stalls all the time must not wait for ever", () => {
    const { run, stall, over } = start(3000);
    stall(4000);
    run(1);
    stall(4000);
    run(1);
    expect(over).toEqual([8001]);
  });

  it("takes no stall for what is only a busy moment", () => {
    const { run, stall, over } = start(3000);
    run(2900);
    stall(300);
    run(1);
    expect(over).toEqual([3200]);
  });

  it("is over with stop, also while it forgives, and begins anew with start", () => {
    const { run, stall, over, timeOut } = start(3000);
    stall(5000);
    run(1);
    timeOut.stop();
    run(10_000);
    expect(over).toEqual([]);
    timeOut.start(100);
    run(50);
    timeOut.start(100);
    run(200);
    expect(over).toEqual([15_151]);
  });
});
