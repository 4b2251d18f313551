/** Nothing that is remembered may grow for ever: a long run of random calls, lost and late and repeated. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { createCalls } from "../../../src-main/calls/create-calls.ts";
import type { Observation } from "../../../src-shared/telephony/observation.ts";
import { noiseArbitrary, observationsOf, planArbitrary } from "./random-calls.ts";

const OBSERVATIONS = 200_000;
const ROUND_MS = 5 * 60 * 1000;
/** Ended chains are kept for two hours. */
const ROUNDS_KEPT = 25;
const CALLS_A_ROUND = 12;

function later(observation: Observation, byMs: number): Observation {
  const atMs = observation.atMs + byMs;
  switch (observation.type) {
    case "snapshot":
    case "active-calls":
      return { ...observation, atMs, askedAtMs: observation.askedAtMs + byMs };
    case "call-log":
      return { ...observation, atMs, fromMs: observation.fromMs + byMs, toMs: observation.toMs + byMs };
    case "leg":
    case "leg-gone":
    case "directory":
    case "source-lost":
    case "time":
      return { ...observation, atMs };
    default: {
      const _never: never = observation;
      return _never;
    }
  }
}

it("remembers little after 200,000 observations", () => {
  const calls = createCalls({ timezone: "UTC", internalCalls: true, numbers: "digits", activeCallsPollS: 1 });
  const plans = fc.array(planArbitrary, { minLength: CALLS_A_ROUND, maxLength: CALLS_A_ROUND });
  const rounds = fc
    .sample(fc.tuple(plans, noiseArbitrary), { seed: 7, numRuns: 20 })
    .map((round) => observationsOf(...round));
  const stored = new Set<string>();
  let fed = 0;
  let largest = 0;
  for (let round = 0; fed < OBSERVATIONS; round += 1) {
    for (const observation of rounds[round % rounds.length] ?? []) {
      const { change } = calls.observe(later(observation, round * ROUND_MS));
      for (const key of change?.remove ?? []) stored.delete(key);
      for (const { key } of change?.put ?? []) stored.add(key);
      fed += 1;
    }
    const { ended, forgotten, callLogNext, chains, calls: facts, legCalls, wakes } = calls.peek();
    expect({ chains, facts, legCalls, wakes, forgotten, callLogNext }).toEqual({
      chains: {},
      facts: new Map(),
      legCalls: new Map(),
      wakes: new Map(),
      forgotten: [],
      callLogNext: undefined,
    });
    expect(stored.size).toBe(ended.length);
    largest = Math.max(largest, ended.length);
  }
  // Lost observations may make two chains of one call.
  expect(largest).toBeLessThan(ROUNDS_KEPT * CALLS_A_ROUND * 2);
});
