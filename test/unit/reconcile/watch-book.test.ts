import { expect, test } from "vitest";
import { createMemoryReconcileStore } from "../../../src-main/reconcile/memory-reconcile-store.ts";
import type { ReconcileStore } from "../../../src-main/reconcile/types.ts";
import { createWatchBook } from "../../../src-main/reconcile/watch-book.ts";
import { createVirtualClock } from "../../../src-main/simulator/virtual-clock.ts";

const startMs = Date.UTC(2026, 0, 15);
const minute = 60_000;
const both = { connected: true, seesAll: true };

function book(store: ReconcileStore = createMemoryReconcileStore(), atMs = startMs) {
  const clock = createVirtualClock({ startMs: atMs });
  const warned: string[] = [];
  const silent = () => {};
  const log = { debug: silent, info: silent, warn: (text: string) => void warned.push(text), error: silent };
  return { clock, store, warned, book: createWatchBook({ store, clock, log }) };
}

const span = (fromMin: number, toMin: number) => ({
  fromMs: startMs + fromMin * minute,
  toMs: startMs + toMin * minute,
});

test("notes from when to when it ran, was connected and saw all calls", async () => {
  const { book: watched, clock } = book();
  await watched.start();
  await clock.runFor(minute);
  watched.note({ connected: true, seesAll: false });
  await clock.runFor(minute);
  watched.note(both);
  // The same again begins nothing anew.
  await clock.runFor(minute);
  watched.note(both);
  await clock.runFor(minute);
  watched.note({ connected: true, seesAll: false });
  await clock.runFor(minute);
  watched.note({ connected: false, seesAll: false });
  await clock.runFor(minute);
  watched.note({ connected: true, seesAll: false });
  await clock.runFor(minute);
  expect(watched.spans()).toEqual({
    running: [span(0, 7)],
    connected: [span(1, 5), span(6, 7)],
    seeingAll: [span(2, 4)],
  });
});

test("keeps what was noted before when it is stopped without a start", async () => {
  const { book: watched, clock, store } = book();
  await watched.start();
  await clock.runFor(minute);
  await watched.stop();
  await book(store, startMs + 10 * minute).book.stop();
  expect((await store.spans()).running).toEqual([span(0, 1)]);
});

test("after a crash, the time since the last note counts as not watched", async () => {
  const { book: watched, clock, store } = book();
  await watched.start();
  watched.note(both);
  await clock.runFor(2.5 * minute);
  // Killed here; another one begins ten minutes later.
  const next = book(store, startMs + 10 * minute);
  await next.book.start();
  await next.clock.runFor(minute);
  expect(next.book.spans()).toEqual({
    running: [span(0, 2), span(10, 11)],
    connected: [span(0, 2)],
    seeingAll: [span(0, 2)],
  });
});

test("an orderly end is noted to the moment, and nothing grows after it", async () => {
  const { book: watched, clock, store } = book();
  await watched.start();
  watched.note(both);
  await clock.runFor(1.5 * minute);
  await watched.stop();
  await clock.runFor(10 * minute);
  expect((await store.spans()).running).toEqual([span(0, 1.5)]);
  expect(watched.spans().connected).toEqual([span(0, 1.5)]);
  expect(clock.pending()).toBe(0);
});

test("what was long ago is forgotten", async () => {
  const store = createMemoryReconcileStore();
  const day = 86_400_000;
  const old = { fromMs: startMs - 500 * day, toMs: startMs - 401 * day };
  const young = { fromMs: startMs - 400 * day, toMs: startMs - 399 * day };
  await store.keepSpans({ running: [old, young], connected: [], seeingAll: [] });
  const { book: watched } = book(store);
  await watched.start();
  expect(watched.spans().running).toEqual([young, span(0, 0)]);
});

test("a disk that keeps nothing is told once, and again after it was well", async () => {
  const memory = createMemoryReconcileStore();
  let full = true;
  const store = {
    ...memory,
    keepSpans: async (kept: Parameters<ReconcileStore["keepSpans"]>[0]) => {
      if (full) throw new Error("ENOSPC");
      await memory.keepSpans(kept);
    },
  };
  const { book: watched, clock, warned } = book(store);
  await watched.start();
  await clock.runFor(3 * minute);
  expect(warned).toEqual(["It cannot be noted when calls were watched; check the disk."]);
  full = false;
  await clock.runFor(minute);
  full = true;
  await clock.runFor(2 * minute);
  expect(warned).toHaveLength(2);
  expect(watched.spans().running).toEqual([span(0, 6)]);
});

test("a clock that was set back makes no stretch that ends before it begins", async () => {
  let nowMs = startMs;
  const clock = { nowMs: () => nowMs, after: () => () => {} };
  const silent = () => {};
  const log = { debug: silent, info: silent, warn: silent, error: silent };
  const watched = createWatchBook({ store: createMemoryReconcileStore(), clock, log });
  await watched.start();
  watched.note(both);
  nowMs -= 3_600_000;
  const { running, connected } = watched.spans();
  for (const { fromMs, toMs } of [...running, ...connected]) expect(toMs).toBeGreaterThanOrEqual(fromMs);
});
