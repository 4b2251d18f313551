import { expect, it } from "vitest";
import type { EndedChain } from "../../../src-main/calls/call-state.ts";
import { createCallsState } from "../../../src-main/calls/call-state.ts";
import { endedWith, isEndedId, rememberEnded } from "../../../src-main/calls/ended.ts";

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
  expect([isEndedId(state, "a"), isEndedId(state, "c")]).toEqual([true, false]);
});

it("forgets what ended more than two hours ago, and the oldest of more than 5000", () => {
  const state = createCallsState();
  rememberEnded(state, ended("old", [1], 0), 0);
  rememberEnded(state, ended("new", [1], 7_200_001), 7_200_001);
  expect(endedWith(state, 1).map(({ chainId }) => chainId)).toEqual(["new"]);
  expect(isEndedId(state, "old")).toBe(false);
  for (let n = 0; n < 5000; n += 1) rememberEnded(state, ended(`many ${n}`, [n + 10], 7_200_002), 7_200_002);
  expect(state.ended).toHaveLength(5000);
  expect(isEndedId(state, "new")).toBe(false);
});

it("finds what a stored list holds", () => {
  const state = createCallsState();
  state.ended.push(ended("stored", [7], 10));
  expect(endedWith(state, 7)).toHaveLength(1);
  state.ended.push(ended("more", [7], 10));
  expect(endedWith(state, 7)).toHaveLength(2);
});
