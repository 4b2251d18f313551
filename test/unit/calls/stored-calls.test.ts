/** What is stored with the events, and what is made of it again. */
import { expect, it } from "vitest";
import { createTalk, createWatch, legOf, OUTSIDE, rowOf, storedFrom } from "./watch.ts";

it("holds open chains and ended ones; the ended ones go when they are forgotten", () => {
  const watch = createTalk();
  const keys = () => watch.stored().documents.map(({ key }) => key);
  expect(keys()).toEqual(["chain/261122090000_7"]);
  watch.gone("101", 1);
  watch.pollNothing();
  expect(keys()).toEqual(["ended/261122090000_7"]);
  watch.wait(3 * 60 * 60);
  watch.leg("101", 2, "ringing", 8);
  watch.leg("101", 2, "connected", 8);
  watch.pollFor(1, rowOf(8, OUTSIDE, "101", "talking"));
  watch.gone("101", 2);
  watch.pollNothing();
  watch.log(true);
  watch.pollNothing();
  expect(keys()).toEqual([expect.stringMatching(/^ended\/.*_8$/)]);
  expect(watch.calls.peek().forgotten).toEqual([]);
});

it("leaves out and counts what cannot be read", () => {
  const { documents } = createTalk().stored();
  const broken = [
    { key: "chain/x", json: "{" },
    { key: "chain/y", json: '{"version":2}' },
    { key: "ended/z", json: "null" },
  ];
  const ofOthers = [{ key: "webhooks/paused", json: '["crm"]' }];
  const watch = createWatch({ callControl: false, activeCalls: false });
  expect(watch.calls.resume({ atMs: 1, documents: [...documents, ...broken, ...ofOthers] }, 1)).toBe(3);
  expect(watch.calls.openChains()).toBe(1);
});

it("knows the legs again: they are the same, and new ones come after them", () => {
  const before = createWatch();
  before.leg("101", 1, "ringing", 7);
  before.leg("102", 2, "ringing", 7);
  const watch = createWatch({ stored: before.stored(), callControl: false, activeCalls: false });
  watch.snapshot(true, legOf("101", 1, "ringing", 7), legOf("102", 2, "ringing", 7));
  watch.leg("103", 3, "ringing", 7);
  const legs = watch.calls.peek().calls.get(7)?.legs ?? [];
  expect(legs.map(({ order }) => order)).toEqual([1, 2, 3]);
  watch.gone("101", 1);
  watch.gone("102", 2);
  expect(watch.calls.peek().legCalls).toEqual(new Map([["103/3", 7]]));
});

it("reads documents of versions that kept legs by their keys", () => {
  const stored = createTalk().stored();
  const documents = stored.documents.map(({ key, json }) => {
    const { calls, ...others } = JSON.parse(json) as { calls: { legs: { key?: string; leg: unknown }[] }[] };
    const asBefore = calls.map(({ legs, ...facts }) => ({
      ...facts,
      legs: Object.fromEntries(legs.map(({ key: legKey, ...known }) => [legKey, known])),
    }));
    return { key, json: JSON.stringify({ ...others, calls: asBefore }) };
  });
  const watch = createWatch({ stored: { ...stored, documents }, callControl: false, activeCalls: false });
  expect(watch.calls.peek().legCalls).toEqual(new Map([["101/1", 7]]));
  watch.snapshot(true, legOf("101", 1, "connected", 7));
  watch.gone("101", 1);
  watch.wait(3);
  expect(watch.news().at(-1)).toMatch(/^ended 101 link 1 ok/);
});

it("recognises an ended call in the log after a restart", () => {
  const before = createTalk();
  before.gone("101", 1);
  before.pollNothing();
  const watch = createWatch({ stored: before.stored(), callControl: false, activeCalls: false });
  watch.wait(30);
  watch.snapshot(true);
  watch.rowsAfterGap();
  const startedAtMs = before.events[0]?.arrivedAtMs ?? 0;
  watch.log(true, {
    historyId: "h",
    callId: 7,
    startedAtMs: startedAtMs + 14_000,
    endedAtMs: watch.nowMs() - 5000,
    direction: "incoming",
    number: OUTSIDE,
    name: "",
    didNumber: "",
    callbackOrdered: false,
    segments: [],
  });
  expect(watch.news()).toEqual([]);
});

it("is empty when nothing was told", () => {
  expect(storedFrom([])).toEqual({ atMs: undefined, documents: [] });
  const watch = createWatch({ stored: storedFrom([]) });
  expect(watch.calls.callLogWanted()).toBeUndefined();
});
