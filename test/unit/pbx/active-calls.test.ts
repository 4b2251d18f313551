import { describe, expect, it } from "vitest";
import { createActiveCalls } from "../../../src-main/pbx/active-calls.ts";
import type { PbxResult } from "../../../src-main/pbx/failure.ts";
import { answer, createFakeApi, createWorld, fail, rest } from "./helpers.ts";

function create(handle: (path: string) => PbxResult | undefined, pollS = 1) {
  const world = createWorld();
  const fake = createFakeApi(handle);
  const recoveries: boolean[] = [];
  const polls = createActiveCalls({
    ...world,
    ...fake,
    pollS,
    onCalls: (_calls, recovered) => void recoveries.push(recovered),
  });
  const story = () =>
    world.seen.map((each) =>
      each.type === "active-calls" ? `calls${each.afterGap ? " after a gap" : ""}` : each.type,
    );
  return { ...world, ...fake, polls, story, recoveries };
}

const none = answer({ value: [] });

describe("the poll of active calls", () => {
  it("hands each answer on, also when nothing changed", async () => {
    const { polls, clock, seen, story, reported } = create(() => answer({ value: [{ Id: 7 }, { Id: "x" }] }));
    polls.start();
    await clock.runFor(2_500);
    expect(story()).toEqual(["calls after a gap", "calls", "calls"]);
    expect(seen[0]).toMatchObject({ calls: [{ callId: 7, status: "unknown" }] });
    expect(reported.at(-1)).toBe("connected");
  });

  it("leaves none of 4,096 calls out", async () => {
    const rows = Array.from({ length: 4096 }, (_, at) => ({ Id: at + 1 }));
    const { polls, seen } = create((path) => {
      const skip = Number(/skip=(\d+)/.exec(path)?.[1]);
      return answer({ value: rows.slice(skip, skip + 100) });
    });
    polls.start();
    await expect.poll(() => seen.length).toBe(1);
    expect(seen[0]).toMatchObject({ calls: { length: 4096 } });
    polls.stop();
  });

  it("told to start over, gives an answer that is under way its time again, and calls it one after a gap", async () => {
    const { polls, clock, open, story } = create(() => undefined);
    polls.start();
    open.shift()?.reply(none);
    await clock.runFor(5_900);
    polls.startOver();
    await clock.runFor(4_900);
    open.shift()?.reply(none);
    await rest();
    expect(story()).toEqual(["calls after a gap", "calls after a gap"]);
    await clock.runFor(1_000);
    open.shift()?.reply(none);
    await rest();
    expect(story().at(-1)).toBe("calls");
  });

  it("keeps its pace, never asks twice at once, and takes a breath after a slow answer", async () => {
    const { polls, clock, asked, open, busy } = create(() => undefined);
    polls.start();
    expect(busy.count()).toBe(1);
    await clock.runFor(3_000);
    expect(asked).toHaveLength(1);
    open.shift()?.reply(none);
    await rest();
    expect(busy.count()).toBe(0);
    await clock.runFor(240);
    expect(asked).toHaveLength(1);
    await clock.runFor(20);
    expect(asked).toHaveLength(2);
    open.shift()?.reply(none);
    await clock.runFor(980);
    expect(asked).toHaveLength(2);
    await clock.runFor(20);
    expect(asked).toHaveLength(3);
  });

  it("says once that the source is lost after three failures, and that there was a gap afterwards", async () => {
    let works = true;
    const { polls, clock, story, reported, recoveries } = create(() =>
      works ? none : fail("server-error", 500),
    );
    polls.start();
    await clock.runFor(500);
    works = false;
    await clock.runFor(60_000);
    expect(story()).toEqual(["calls after a gap", "source-lost"]);
    expect(reported.at(-1)).toBe("server-error");
    works = true;
    await clock.runFor(13_000);
    expect(story().slice(0, 3)).toEqual(["calls after a gap", "source-lost", "calls after a gap"]);
    expect(story().at(-1)).toBe("calls");
    expect(recoveries.slice(0, 3)).toEqual([false, true, false]);
  });

  it("does not cry over a single failure", async () => {
    let polled = 0;
    const { polls, clock, story } = create(() => (++polled % 2 === 0 ? fail("server-error", 500) : none));
    polls.start();
    await clock.runFor(10_000);
    expect(story()).not.toContain("source-lost");
    expect(story().filter((each) => each.includes("gap"))).toHaveLength(1);
  });

  it("takes rows of which none can be understood for a failure, not for the end of all calls", async () => {
    let polled = 0;
    const broken = answer({ value: [{ Id: "seven" }, null, 3] });
    const { polls, clock, story } = create(() =>
      ++polled % 2 === 0 ? broken : answer({ value: [{ Id: 7 }] }),
    );
    polls.start();
    await clock.runFor(3_500);
    expect(polled).toBe(4);
    expect(story()).toEqual(["calls after a gap", "calls"]);
  });

  it("counts as lost when an answer takes more than 5 s", async () => {
    const { polls, clock, story, open } = create(() => undefined);
    polls.start();
    await clock.runFor(4_999);
    expect(story()).toEqual([]);
    await clock.runFor(1);
    expect(story()).toEqual(["source-lost"]);
    open[0]?.reply(none);
    await rest();
    expect(story()).toEqual(["source-lost", "calls after a gap"]);
  });

  it("asks less and less while it fails", async () => {
    const { polls, clock, asked } = create(() => fail("server-error", 500));
    polls.start();
    await clock.runFor(100_000);
    expect(asked.length).toBeLessThan(16);
  });

  it.each([
    ["only the role is too low", answer({ value: [{ Id: 1 }] }), "forbidden"],
    ["everything is refused", fail("forbidden", 403), "forbidden-everywhere"],
  ])("tells apart whether %s", async (_what, defs, kind) => {
    const { polls, clock, asked, story, reported } = create((path) =>
      path.includes("/Defs") ? defs : fail("forbidden", 403),
    );
    polls.start();
    await clock.runFor(5_000);
    expect(reported).toEqual([kind]);
    expect(story()).toEqual(["source-lost"]);
    await clock.runFor(30_000);
    expect(asked.length).toBeLessThanOrEqual(6);
  });

  it("says nothing more once stopped", async () => {
    const { polls, clock, open, story, asked } = create(() => undefined);
    polls.start();
    polls.stop();
    open[0]?.reply(none);
    await rest();
    await clock.runFor(60_000);
    expect(story()).toEqual([]);
    expect(asked).toHaveLength(1);
    expect(clock.pending()).toBe(0);
  });
});
