import fc from "fast-check";
import { expect, it } from "vitest";
import { createCallsState } from "../../../src-main/calls/call-state.ts";
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
        const times = Object.values(state.wakes);
        expect(earliestWakeAtMs(state)).toBe(times.length === 0 ? undefined : Math.min(...times));
      }
    }),
    { seed: 1, numRuns: 200 },
  );
});

it("looks through times that were stored", () => {
  const state = createCallsState();
  Object.assign(state.wakes, { a: 5, b: 3 });
  expect(earliestWakeAtMs(state)).toBe(3);
});
