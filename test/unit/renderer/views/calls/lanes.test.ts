import { expect, test } from "vitest";
import { lanesOf, linearTicksMs, shareIn, spanOf } from "../../../../../src-renderer/views/calls/lanes.ts";
import { longCourse, manyCalls } from "../../../../screenshots/fixtures/calls.ts";
import { aCall, fixtureNowMs } from "../../fixtures.ts";

test("one lane for each number, a new one when a phone rings again; a talk stays where it rang", () => {
  const call = longCourse();
  const lanes = lanesOf(call, spanOf(call, fixtureNowMs));
  expect(lanes.map(({ dn, stages }) => [dn, stages.length])).toEqual([
    ["900", 1],
    ["800", 1],
    ["101", 1],
    ["112", 2],
    ["113", 2],
    ["120", 1],
  ]);
  const rings = { kind: "ringing", dn: "104", name: "", link: 0 } as const;
  const twice = aCall({
    stages: [
      { ...rings, fromMs: 0, toMs: 5_000, wave: 1 },
      { ...rings, fromMs: 9_000, wave: 2 },
    ],
  });
  expect(lanesOf(twice, spanOf(twice, 12_000))).toHaveLength(2);
});

test("each event stands once, on the lane of its number, and marks do not cover each other", () => {
  const call = aCall({
    events: [1, 2, 3].map((seq) => ({
      ...(aCall().events[0] ?? never()),
      eventId: `evt-${seq}`,
      atMs: aCall().arrivedAtMs,
    })),
  });
  const placed = lanesOf(call, spanOf(call, fixtureNowMs)).flatMap(({ events }) => events);
  expect(placed.map(({ event }) => event.eventId)).toEqual(["evt-1", "evt-2", "evt-3"]);
  expect((placed[1]?.share ?? 0) - (placed[0]?.share ?? 0)).toBeGreaterThan(0.04);
});

test("the span reaches to what is known, never shorter than some seconds, and its ticks are round", () => {
  const fresh = aCall({ arrivedAtMs: fixtureNowMs, stages: [] });
  expect(spanOf(fresh, fixtureNowMs).toMs - fixtureNowMs).toBe(5_000);
  expect(linearTicksMs({ fromMs: 0, toMs: 31_000 })).toEqual([0, 10_000, 20_000]);
  expect(linearTicksMs({ fromMs: 0, toMs: 1e9 }).length).toBeLessThan(8);
  expect(shareIn({ fromMs: 10, toMs: 20 }, 15)).toBe(0.5);
});

test("segments lie within the lane for every course", () => {
  for (const call of manyCalls(100)) {
    for (const lane of lanesOf(call, spanOf(call, fixtureNowMs)))
      for (const { from, to } of lane.segments) expect(0 <= from && from <= to && to <= 1).toBe(true);
  }
});

function never(): never {
  throw new Error("The fixture has no event.");
}
