/** Setting the machine's clock changes no length, and puts nothing off: neither while calls go on nor between two runs. */
import { expect, it } from "vitest";
import { createCalls } from "../../../src-main/calls/create-calls.ts";
import { setClock } from "../../../src-main/calls/clock-set.ts";
import { createTalk, createWatch, legOf, OUTSIDE, rowOf } from "./watch.ts";

/** Where a number stands that can only be a moment; rows keep the PBX's own times. */
function momentsIn(value: unknown, path = ""): [path: string, atMs: number][] {
  if (typeof value === "number") return value > 1e12 ? [[path, value]] : [];
  if (typeof value !== "object" || value === null || path.endsWith(".rows")) return [];
  const inner = value instanceof Map ? [...value] : Object.entries(value);
  return inner.flatMap(([key, each]) => momentsIn(each, `${path}.${key}`));
}

const HOUR_MS = 3_600_000;
const YEAR_MS = 365 * 24 * HOUR_MS;
const talking = rowOf(7, OUTSIDE, "101", "talking");

it.each([-YEAR_MS, -HOUR_MS, HOUR_MS, YEAR_MS])(
  "a talk keeps its length when the clock is set by %i ms",
  (byMs) => {
    const watch = createTalk();
    watch.setClock(byMs);
    watch.pollFor(5, talking);
    watch.gone("101", 1);
    watch.pollNothing();
    expect(watch.news()).toEqual(["ended 101 link 1 ok 15 s"]);
  },
);

it("no moment in the state is left behind, however it is named", () => {
  const watch = createTalk();
  watch.leg("102", 2, "ringing", 8);
  watch.pollFor(5, talking);
  const state = watch.calls.peek();
  const before = momentsIn(state);
  setClock(state, HOUR_MS);
  expect(before.length).toBeGreaterThan(10);
  expect(momentsIn(state)).toEqual(before.map(([path, atMs]) => [path, atMs + HOUR_MS]));
});

it("calls end while the clock is set ahead and after it is set right again", () => {
  const watch = createTalk();
  watch.setClock(YEAR_MS);
  watch.leg("102", 2, "ringing", 8);
  watch.setClock(-YEAR_MS);
  watch.pollFor(5, talking, rowOf(8, OUTSIDE, "102", "routing"));
  watch.gone("102", 2);
  watch.gone("101", 1);
  watch.pollNothing();
  watch.log(true);
  expect(watch.news()).toEqual([
    "ringing 102 ext link 0",
    "ended 101 link 1 ok 15 s",
    expect.stringMatching(/^ended 102 link 0 missed 0 s/),
  ]);
  expect(watch.calls.openChains()).toBe(0);
});

it("an observation of long ago is one by a clock that was set back, also when nobody said so", () => {
  const watch = createTalk();
  const atMs = watch.nowMs() - YEAR_MS;
  const seen = (afterMs: number, calls: readonly (typeof talking)[]) =>
    watch.feed({
      ...{ type: "active-calls", afterGap: false, calls },
      ...{ atMs: atMs + afterMs, askedAtMs: atMs + afterMs },
    });
  seen(0, [talking]);
  watch.feed({ type: "leg-gone", atMs: atMs + 5_000, dn: "101", legId: 1 });
  seen(6_000, []);
  expect(watch.news()).toEqual(["ended 101 link 1 ok 15 s"]);
});

it("a question that left before the clock was set back is one of now", () => {
  const watch = createTalk();
  const askedAtMs = watch.nowMs();
  watch.gone("101", 1);
  watch.setClock(-YEAR_MS);
  const late = { askedAtMs, atMs: watch.nowMs() };
  watch.feed({ type: "active-calls", afterGap: false, calls: [talking], ...late });
  watch.pollNothing();
  expect(watch.news()).toEqual([expect.stringMatching(/^ended 101 link 1 ok 10 s/)]);
});

it("a run that begins with a clock behind that of the run before goes on with its calls", () => {
  const before = createTalk();
  const stored = before.stored();
  const nowMs = (stored.atMs ?? 0) - YEAR_MS;
  const calls = createCalls({
    timezone: "UTC",
    internalCalls: false,
    numbers: "digits",
    activeCallsPollS: 1,
  });
  calls.resume(stored, nowMs);
  const legs = [legOf("101", 1, "connected", 7)];
  const common = { askedAtMs: nowMs, afterGap: true, atMs: nowMs } as const;
  calls.observe({ type: "snapshot", ...common, monitored: [{ dn: "101", type: "extension" }], legs });
  calls.observe({ type: "active-calls", ...common, calls: [talking] });
  calls.observe({ type: "leg-gone", atMs: nowMs + 5_000, dn: "101", legId: 1 });
  const { events } = calls.observe({
    ...{ type: "active-calls", atMs: nowMs + 6_000, askedAtMs: nowMs + 6_000, afterGap: false, calls: [] },
  });
  expect(events.map(({ type }) => type)).toEqual(["ended", "chain_ended"]);
});

it("a restart after the clock was set finds all calls by the new clock, those without news as well", () => {
  const before = createTalk();
  before.setClock(HOUR_MS);
  before.leg("102", 2, "ringing", 8);
  before.setClock(-HOUR_MS);
  // News of another call: what is stored with it is by the new clock.
  before.leg("103", 3, "ringing", 9);
  const { calls } = createWatch({ stored: before.stored() });
  const arrivals = Object.values(calls.peek().chains).map(({ arrivedAtMs }) => arrivedAtMs);
  expect(arrivals).toHaveLength(3);
  for (const arrivedAtMs of arrivals) expect(Math.abs(before.nowMs() - arrivedAtMs)).toBeLessThan(60_000);
});
