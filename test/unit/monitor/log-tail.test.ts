import { describe, expect, it } from "vitest";
import { createLogTail } from "../../../src-main/monitor/log-tail.ts";
import { createVirtualClock } from "../../../src-main/simulator/virtual-clock.ts";
import type { LogQuery } from "../../../src-shared/webhooks/log-query.ts";

function opened({ watched = true, broken = false } = {}) {
  const clock = createVirtualClock({ startMs: 0 });
  const asked: (readonly string[])[] = [];
  const told: number[] = [];
  const tail = createLogTail({
    clock,
    log: { debug() {}, info() {}, warn() {}, error() {} },
    deliveryLog: {
      query: async ({ eventIds = [] }: LogQuery) => {
        asked.push(eventIds);
        return broken ? { ok: false, sentence: "It cannot be read." } : { ok: true, value: { rows: [] } };
      },
    },
    watched: () => watched,
    tell: ({ skipped }) => told.push(skipped),
  });
  return { clock, tail, asked, told };
}

describe("the tail of the webhook log", () => {
  it("asks for what changed, each event once, four times a second at most", async () => {
    const { clock, tail, asked, told } = opened();
    for (const id of ["a", "b", "a"]) tail.changed(id);
    await clock.runFor(250);
    expect(asked).toEqual([["b", "a"]]);
    tail.changed("c");
    await clock.runFor(249);
    expect(asked).toHaveLength(1);
    await clock.runFor(1);
    expect(asked[1]).toEqual(["c"]);
    expect(told).toEqual([0, 0]);
  });

  it("tells the newest and counts the rest when there is more than can be shown", async () => {
    const { clock, tail, asked, told } = opened();
    for (let n = 0; n < 1000; n += 1) tail.changed(`e${n}`);
    await clock.runFor(250);
    expect(asked[0]).toHaveLength(200);
    expect(asked[0]?.at(-1)).toBe("e999");
    expect(told).toEqual([800]);
  });

  it("asks nothing while nobody watches, and stays calm when the log cannot be read", async () => {
    const unwatched = opened({ watched: false });
    unwatched.tail.changed("a");
    await unwatched.clock.runFor(1000);
    expect(unwatched.asked).toEqual([]);
    const broken = opened({ broken: true });
    broken.tail.changed("a");
    await broken.clock.runFor(1000);
    broken.tail.changed("b");
    await broken.clock.runFor(1000);
    expect(broken.asked).toEqual([["a"], ["b"]]);
    expect(broken.told).toEqual([]);
  });
});
