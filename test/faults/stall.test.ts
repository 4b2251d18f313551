/** A program that does nothing for a while, under load: as when its window hangs, or its machine is put to sleep. */
import { describe, expect, it } from "vitest";
import type { KillPlan } from "./kill/plan.ts";
import { runSeed } from "./kill/run-seed.ts";
import { findingsOf } from "./kill/verdict.ts";
import { allFaults } from "./selection.ts";

const fiveSeconds = { nth: 10, holdMs: 5000 };

async function outcomeOf(plan: KillPlan) {
  const outcome = await runSeed(1, [plan]);
  expect(outcome.acked.length).toBeGreaterThan(25);
  return { ...outcome, findings: findingsOf(outcome) };
}

describe.skipIf(!allFaults)("a sender under load, run by npm run test:faults,", () => {
  it("whose loop stands still for five seconds goes on in order, and repeats nothing", async () => {
    const { findings, acked, receipts } = await outcomeOf({ at: "stalled", ...fiveSeconds });
    expect(findings).toEqual([]);
    expect(receipts).toHaveLength(acked.length * 2);
  });

  it("whose loop stands still for longer than a request may take goes on in order, and repeats nothing", async () => {
    const { findings, acked, receipts } = await outcomeOf({ at: "stalled", ...fiveSeconds, timeoutS: 3 });
    expect(findings).toEqual([]);
    expect(receipts).toHaveLength(acked.length * 2);
  });

  // Windows has no such signals.
  it.skipIf(process.platform === "win32")(
    "that is stopped as a whole and continued goes on in order, and repeats nothing",
    async () => {
      const { findings, acked, receipts } = await outcomeOf({ at: "stopped", ...fiveSeconds });
      expect(findings).toEqual([]);
      expect(receipts).toHaveLength(acked.length * 2);
    },
  );
});
