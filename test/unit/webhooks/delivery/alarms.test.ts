import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../../../../src-main/simulator/virtual-clock.ts";
import { createAlarms } from "../../../../src-main/webhooks/delivery/alarms.ts";

const minute = 60_000;

function start(mirror = false) {
  const clock = createVirtualClock({ startMs: 0 });
  const heard: string[] = [];
  const alarms = createAlarms({
    endpoint: "crm",
    mirror: () => mirror,
    clock,
    onAlarm: ({ kind, step, state, sentence, sinceMs, atMs }) =>
      heard.push(`${atMs / minute} ${kind} ${step} ${state} since ${sinceMs / minute}: ${sentence}`),
  });
  return { clock, heard, alarms };
}

describe("alarms", () => {
  it("about a failing endpoint come after 5 minutes, an hour and a day, with the newest sentence", async () => {
    const { clock, heard, alarms } = start();
    alarms.raise("failing", "first");
    await clock.runFor(4 * minute);
    alarms.raise("failing", "second");
    expect(alarms.standing()).toEqual([]);
    await clock.runFor(30 * 60 * minute);
    expect(heard).toEqual([
      "5 failing 5min raised since 0: second",
      "60 failing 1h raised since 0: second",
      "1440 failing 24h raised since 0: second",
    ]);
    expect(alarms.standing()).toEqual([
      { endpoint: "crm", kind: "failing", step: "24h", sentence: "second", sinceMs: 0 },
    ]);
    alarms.clear("failing");
    expect(heard.at(-1)).toBe("1804 failing 24h cleared since 0: second");
    expect(clock.pending()).toBe(0);
  });

  it("that nobody heard of end without a word", async () => {
    const { clock, heard, alarms } = start();
    alarms.raise("failing", "x");
    await clock.runFor(4 * minute);
    alarms.clear("failing");
    await clock.runFor(90 * minute);
    expect(heard).toEqual([]);
    expect(clock.pending()).toBe(0);
  });

  it.each(["config", "gone", "queue-bound"] as const)("of kind %s come at once and again", async (kind) => {
    const { clock, heard, alarms } = start();
    alarms.raise(kind, "x");
    expect(heard).toHaveLength(1);
    await clock.runFor(60 * minute);
    expect(heard.map((each) => each.split(" ")[2])).toEqual(["now", "1h"]);
  });

  it("about something that expired come once", async () => {
    const { clock, heard, alarms } = start();
    alarms.raise("expired", "x");
    alarms.raise("expired", "y");
    await clock.runFor(48 * 60 * minute);
    expect(heard).toEqual(["0 expired now raised since 0: x"]);
  });

  it("are never raised about a mirror", async () => {
    const { clock, heard, alarms } = start(true);
    for (const kind of ["config", "failing", "expired"] as const) alarms.raise(kind, "x");
    await clock.runFor(60 * minute);
    expect(heard).toEqual([]);
  });

  it("leave no timer behind when delivery stops", () => {
    const { clock, alarms } = start();
    alarms.raise("failing", "x");
    alarms.stop();
    alarms.raise("config", "y");
    expect(clock.pending()).toBe(0);
    expect(alarms.standing()).toEqual([]);
  });
});
