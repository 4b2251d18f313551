import { describe, expect, test } from "vitest";
import { agesOf, groupingOf, groupsOf } from "../../../../../src-renderer/views/calls/call-groups.ts";
import { choiceOf, matches } from "../../../../../src-renderer/views/calls/call-filter.ts";
import { idOfRow, neighbourOf, rowsOf } from "../../../../../src-renderer/views/calls/call-rows.ts";
import {
  inOrderOfNeed,
  lastSeenMs,
  longestWaiting,
  talkMs,
  unseenSinceMs,
  waitingSinceMs,
  waitMs,
} from "../../../../../src-renderer/views/calls/call-times.ts";
import { mergedFinished } from "../../../../../src-renderer/views/calls/finished-rows.ts";
import { layoutFor } from "../../../../../src-renderer/views/calls/call-columns.tsx";
import { finishedCalls, longCourse, manyCalls } from "../../../../screenshots/fixtures/calls.ts";
import { aCall, aSnapshot, aTalk, fixtureNowMs } from "../../fixtures.ts";

const ids = (calls: readonly { readonly chainId: string }[]) => calls.map(({ chainId }) => chainId);

describe("times of a call", () => {
  test("waits from its arrival until somebody answers", () => {
    expect(waitingSinceMs(aCall())).toBe(aCall().arrivedAtMs);
    expect(waitingSinceMs(aTalk())).toBeUndefined();
    expect(waitMs(aCall({ arrivedAtMs: fixtureNowMs - 9_000 }), fixtureNowMs)).toBe(9_000);
    expect(waitMs(aTalk(), fixtureNowMs)).toBe(4_000);
  });

  test("waits again from where it was handed on", () => {
    const again = aCall({ answeredAtMs: fixtureNowMs - 100_000, confirmedAtMs: fixtureNowMs });
    expect(waitingSinceMs(again)).toBe(fixtureNowMs - 25_000);
  });

  test("all talks count together, and running ones go on", () => {
    expect(talkMs(longCourse(), fixtureNowMs)).toBe((158 + 230 + 150) * 1000);
    expect(talkMs(aCall(), fixtureNowMs)).toBeUndefined();
    expect(talkMs(aTalk({ endedAtMs: 1, talkS: 98 }), 0)).toBe(98_000);
  });

  test("clocks stand at what was last known once nobody watches the PBX", () => {
    const { pbx } = aSnapshot();
    expect(unseenSinceMs(pbx)).toBeUndefined();
    const lost = { ...pbx, sources: pbx.sources.map((each) => ({ ...each, state: "connection-lost" })) };
    expect(unseenSinceMs(lost)).toBe(pbx.lastEventAtMs);
    const call = aCall({ confirmedAtMs: 500 });
    expect(lastSeenMs(call, 900, 700)).toBe(700);
    expect(lastSeenMs(call, 900, 100)).toBe(500);
    expect(lastSeenMs(call, 900, undefined)).toBe(900);
  });
});

describe("the order", () => {
  test("who waits longest comes first, then talks as they arrived; a missed call keeps its place", () => {
    const at = (chainId: string, arrivedAtMs: number) => ({ chainId, arrivedAtMs });
    const calls = [
      aTalk(at("talk-late", 300)),
      aCall(at("wait-late", 200)),
      aTalk(at("talk-early", 10)),
      aCall({ ...at("missed", 50), state: "missed", endedAtMs: 400 }),
      aCall(at("wait-early", 20)),
    ];
    expect(ids(inOrderOfNeed(calls))).toEqual([
      "wait-early",
      "missed",
      "wait-late",
      "talk-early",
      "talk-late",
    ]);
    expect(ids(longestWaiting(calls, 1))).toEqual(["wait-early"]);
  });
});

describe("the filter", () => {
  test("comes from the address; what is none is left out", () => {
    expect(choiceOf({ state: "missed", dn: "800", text: "9", direction: "up", group: "odd" })).toEqual({
      filter: { state: "missed", dn: "800", text: "9" },
      allDays: false,
    });
    expect(choiceOf({ group: "queue", days: "all", text: "x".repeat(300) })).toEqual({
      filter: {},
      grouping: "queue",
      allDays: true,
    });
  });

  test("knows states, directions, numbers a call was at, digits, names and ids", () => {
    const call = aCall();
    expect(matches(call, { state: "live" })).toBe(true);
    expect(matches(call, { state: "missed" })).toBe(false);
    expect(matches(call, { direction: "outgoing" })).toBe(false);
    expect(matches(call, { dn: "101" })).toBe(true);
    expect(matches(call, { dn: "10" })).toBe(false);
    for (const text of ["2611221419", "weber", "30 1234567", "234567", "30-12 34 567", "Support"])
      expect(matches(call, { text }), text).toBe(true);
    expect(matches(call, { text: "999" })).toBe(false);
    expect(matches(call, { fromMs: call.arrivedAtMs + 1 })).toBe(false);
  });
});

describe("groups", () => {
  test("come by themselves only for many calls, or as chosen", () => {
    expect(groupingOf(undefined, false)).toBe("none");
    expect(groupingOf(undefined, true)).toBe("state");
    expect(groupingOf("none", true)).toBe("none");
  });

  test.each(["state", "queue", "extension"] as const)("by %s hold every call once", (by) => {
    const calls = manyCalls(500);
    const groups = groupsOf(calls, by);
    expect(ids(groups.flatMap((group) => [...group.calls])).toSorted()).toEqual(ids(calls).toSorted());
    expect(new Set(groups.map(({ key }) => key)).size).toBe(groups.length);
  });

  test("name the queue, know the longest wait, and put calls without one last", () => {
    const [support, none] = groupsOf([aTalk(), aCall()], "queue");
    expect(support).toMatchObject({ key: "800", name: "Support", waitingSinceMs: aCall().arrivedAtMs });
    expect(none?.key).toBe("");
    expect(none?.waitingSinceMs).toBeUndefined();
  });

  test("ages are counted in eighths of the axis", () => {
    const counts = agesOf(manyCalls(100), fixtureNowMs);
    expect(counts).toHaveLength(8);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(100);
    expect(agesOf([aCall({ arrivedAtMs: 0 })], fixtureNowMs).at(-1)).toBe(1);
  });
});

describe("rows", () => {
  const closed = { grouping: "none", isOpen: () => false, filtered: false } as const;

  test("live ones, a heading, finished ones; unchanged calls are the same objects", () => {
    const call = aCall();
    const [done] = finishedCalls(1);
    const rows = rowsOf({ ...closed, live: [call], finished: done === undefined ? [] : [done] });
    expect(rows.map(idOfRow)).toEqual([call.chainId, "finished", done?.chainId]);
    expect(rows[0]).toBe(call);
  });

  test("no live call is said, unless the filter may be the reason", () => {
    expect(rowsOf({ ...closed, live: [] }).map(idOfRow)).toEqual(["no-live"]);
    expect(rowsOf({ ...closed, live: [], filtered: true })).toEqual([]);
    expect(rowsOf(closed)).toEqual([]);
  });

  test("a closed group is one row, an open one is followed by its calls", () => {
    const live = [aCall(), aTalk()];
    const rows = rowsOf({ live, filtered: false, grouping: "state", isOpen: (key) => key === "talking" });
    expect(rows.map(idOfRow)).toEqual(["group ringing", "group talking", aTalk().chainId]);
    expect(neighbourOf(rows, aTalk().chainId, -1)).toBeUndefined();
  });

  test("finished calls are newest first, each once in its newest state, none from behind the last page", () => {
    const [first, second, third] = finishedCalls(3);
    if (first === undefined || second === undefined || third === undefined) throw new Error("Too few.");
    const newer = { ...second, recordings: 9 };
    const merged = mergedFinished({ loaded: [second], more: true, recent: [third, newer, first] });
    expect(merged).toEqual([first, newer]);
    const loaded = [first];
    expect(mergedFinished({ loaded, more: false, recent: [] })).toBe(loaded);
  });
});

test("the list takes two lines for a call only where the whole view is narrow", () => {
  expect(layoutFor(57, 57)).toBe("wide");
  expect(layoutFor(57, 30)).toBe("tight");
  expect(layoutFor(34, 34)).toBe("card");
});
