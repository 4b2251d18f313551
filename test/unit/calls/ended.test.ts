import { expect, it } from "vitest";
import type { EndedChain } from "../../../src-main/calls/call-state.ts";
import { createCallsState } from "../../../src-main/calls/call-state.ts";
import { endedOf, endedWith, rememberEnded } from "../../../src-main/calls/ended.ts";

function ended(chainId: string, callIds: number[], endedAtMs: number): EndedChain {
  return {
    chainId,
    callIds,
    direction: "incoming",
    number: "",
    arrivedAtMs: endedAtMs,
    endedAtMs,
    historyId: undefined,
  };
}

it("finds ended chains by each of their callids and by their id", () => {
  const state = createCallsState();
  rememberEnded(state, ended("a", [1, 2], 10), 10);
  rememberEnded(state, ended("b", [2], 20), 20);
  expect(endedWith(state, 2).map(({ chainId }) => chainId)).toEqual(["a", "b"]);
  expect(endedWith(state, 1).map(({ chainId }) => chainId)).toEqual(["a"]);
  expect(endedWith(state, 3)).toEqual([]);
  expect([endedOf(state, "a")?.endedAtMs, endedOf(state, "c")]).toEqual([10, undefined]);
});

it("forgets what ended more than two hours ago, and the oldest of more than 5000", () => {
  const state = createCallsState();
  rememberEnded(state, ended("old", [1], 0), 0);
  rememberEnded(state, ended("new", [1], 7_200_001), 7_200_001);
  expect(endedWith(state, 1).map(({ chainId }) => chainId)).toEqual(["new"]);
  expect(endedOf(state, "old")).toBeUndefined();
  for (let n = 0; n < 5000; n += 1) rememberEnded(state, ended(`many ${n}`, [n + 10], 7_200_002), 7_200_002);
  expect(state.ended).toHaveLength(5000);
  expect(endedOf(state, "new")).toBeUndefined();
});

it("finds what a stored list holds", () => {
  const state = createCallsState();
  state.ended.push(ended("stored", [7], 10));
  expect(endedWith(state, 7)).toHaveLength(1);
  state.ended.push(ended("more", [7], 10));
  expect(endedWith(state, 7)).toHaveLength(2);
});

it("keeps what was told lately of a time long ago, and all since something may have been missed", () => {
  const state = createCallsState();
  const hour = 3_600_000;
  rememberEnded(state, { ...ended("of a gap", [1], 0), toldAtMs: 5 * hour }, 5 * hour);
  rememberEnded(state, ended("new", [2], 6 * hour), 6 * hour);
  expect(endedOf(state, "of a gap")).toBeDefined();
  state.sources["active-calls"].lastHeardAtMs = 5 * hour;
  rememberEnded(state, ended("later", [3], 9 * hour), 9 * hour);
  expect(state.ended.map(({ chainId }) => chainId)).toEqual(["of a gap", "new", "later"]);
  state.sources["active-calls"].lastHeardAtMs = 9 * hour;
  rememberEnded(state, ended("last", [4], 9 * hour), 9 * hour);
  expect(state.ended.map(({ chainId }) => chainId)).toEqual(["later", "last"]);
});
