import { expect, test } from "vitest";
import { keyedEvents } from "../../../../../src-renderer/views/simulator/event-columns.tsx";
import { aSimulation } from "./simulator-fixtures.ts";

test("events are newest first, and a key stays with its event while others come", () => {
  const { events } = aSimulation(1_000_000);
  const before = keyedEvents(events);
  expect(before.map(({ event }) => event.type)).toEqual(["ended", "ringing", "ringing", "ringing"]);
  const [first] = events;
  if (first === undefined) throw new Error("There are events.");
  const later = keyedEvents([...events, { ...first, atMs: 2_000_000 }]);
  expect(later.slice(1).map(({ key }) => key)).toEqual(before.map(({ key }) => key));
});

test("twins have keys of their own", () => {
  const [first] = aSimulation(1_000_000).events;
  if (first === undefined) throw new Error("There are events.");
  const keys = keyedEvents([first, first]).map(({ key }) => key);
  expect(new Set(keys).size).toBe(2);
});
