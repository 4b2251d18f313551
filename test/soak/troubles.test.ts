/** That a failure of a soak can be looked for again. */
import { expect, it } from "vitest";
import { createSeededRandom } from "../../src-main/simulator/seeded-random.ts";
import { createTroubles } from "./troubles.ts";

function planned(seed: number) {
  const troubles = createTroubles(createSeededRandom(seed), true);
  return Array.from({ length: 500 }, troubles.next);
}

it("a seed plans the same troubles again, and another one others", () => {
  expect(planned(7)).toEqual(planned(7));
  expect(planned(7)).not.toEqual(planned(8));
});

it("by turns of a minute there are no troubles that change what is told", () => {
  let atMs = 0;
  const quiet = planned(7).flatMap(({ afterMs, plan }) => {
    atMs += afterMs;
    return Math.floor(atMs / 60_000) % 2 === 1 ? plan.name : [];
  });
  expect(quiet.length).toBeGreaterThan(200);
  expect(quiet).not.toContain("pbx-restart");
  expect(quiet).not.toContain("faults");
});
