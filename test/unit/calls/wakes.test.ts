import fc from "fast-check";
import { expect, it } from "vitest";
import { createCallsState } from "../../../src-main/calls/call-state.ts";
import { setClock } from "../../../src-main/calls/clock-set.ts";
import { clearWake, earliestWakeAtMs, setWake } from "../../../src-main/calls/wakes.ts";

it("names no time when no chain waits", () => {
  expect(earliestWakeAtMs(createCallsState())).toBeUndefined();
});

it("names the earliest time, whatever is set, moved and cleared", () => {
  const change = fc.record({
    chain: fc.constantFrom("a", "b", "c", "d"),
    atMs: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
      const state = createCallsState();
      for (const { chain, atMs } of changes) {
        if (atMs === undefined) clearWake(state, chain);
        else setWake(state, chain, atMs);
        const times = [...state.wakes.values()];
        expect(earliestWakeAtMs(state)).toBe(times.length === 0 ? undefined : Math.min(...times));
      }
    }),
    { seed: 1, numRuns: 200 },
  );
});

it("looks through times that were stored", () => {
  const state = createCallsState();
  state.wakes.set("a", 5).set("b", 3);
  expect(earliestWakeAtMs(state)).toBe(3);
});

it("names the earliest time anew when the clock is set", () => {
  const state = createCallsState();
  setWake(state, "a", 5000);
  setWake(state, "b", 6000);
  expect(earliestWakeAtMs(state)).toBe(5000);
  setClock(state, -3000);
  expect(earliestWakeAtMs(state)).toBe(2000);
  clearWake(state, "a");
  expect(earliestWakeAtMs(state)).toBe(3000);
});
