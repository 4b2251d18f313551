import { describe, expect, it } from "vitest";
import { runSeed } from "./kill/run-seed.ts";
import { findingsOf } from "./kill/verdict.ts";
import { allFaults, chosenSeeds } from "./selection.ts";

// A seed waits for the disk and for processes half of its time.
const campaign = allFaults ? it.concurrent : it;
const seeds = chosenSeeds(allFaults ? 200 : 6);

describe("a sender that is killed under load loses nothing, keeps the order, repeats only what was under way", () => {
  campaign.each(seeds)("seed %i", async (seed) => {
    const outcome = await runSeed(seed);
    const plans = JSON.stringify(outcome.plans);
    expect(findingsOf(outcome), plans).toEqual([]);
    expect(outcome.acked.length, plans).toBeGreaterThan(0);
    expect(outcome.repeatable.length, plans).toBeGreaterThan(0);
  });
});
