import { expect, test } from "vitest";
import { compareDay } from "../../../src-main/reconcile/compare-day.ts";
import { createDifferences } from "../../../src-main/reconcile/differences.ts";
import type { OwnCall } from "../../../src-main/reconcile/own-calls.ts";
import type { ReadCallLog, WatchSpans } from "../../../src-main/reconcile/types.ts";
import type { LoggedCall } from "../../../src-shared/telephony/call-log.ts";

const fromMs = Date.UTC(2026, 0, 15);
const day = { fromMs, toMs: fromMs + 86_400_000 };
const always = [{ fromMs: 0, toMs: fromMs * 2 }];
const watched: WatchSpans = { running: always, connected: always, seeingAll: always };
const calls = 20_000;

function logged(index: number): LoggedCall {
  const startedAtMs = fromMs + Math.floor((index * 86_400_000) / calls);
  return {
    ...{ historyId: `h${index}`, callId: index, startedAtMs, endedAtMs: startedAtMs + 60_000 },
    ...{ direction: "incoming", number: `+420600${String(index).padStart(7, "0")}`, name: "", didNumber: "" },
    callbackOrdered: false,
    segments: [
      ...[
        { startedAtMs, dn: "101", dnType: "extension", answered: true, ringingS: 5, talkingS: 55 } as const,
      ],
    ].map((segment) => ({ ...segment, reason: "", recordingIds: [] })),
  };
}

function own(index: number): OwnCall {
  const { startedAtMs, endedAtMs, number } = logged(index);
  return {
    ...{
      chainId: `c_${index}`,
      direction: "incoming",
      number,
      arrivedAtMs: startedAtMs,
      endedAtMs,
      talkS: 55,
    },
    ...{ user: "101", wanted: true, delivered: true, undelivered: [] },
  };
}

function logOf(all: readonly LoggedCall[]) {
  let mostAtOnce = 0;
  const readLog: ReadCallLog = async (from, to) => {
    const found = all.filter(({ startedAtMs }) => startedAtMs >= from && startedAtMs <= to);
    const given = found.slice(-3000);
    mostAtOnce = Math.max(mostAtOnce, given.length);
    return { ok: true, calls: given, more: found.length > given.length };
  };
  return { readLog, mostAtOnce: () => mostAtOnce };
}

function comparison(all: readonly LoggedCall[], mine: readonly OwnCall[], spans = watched) {
  const differences = createDifferences();
  const { readLog, mostAtOnce } = logOf(all);
  const nowMs = day.toMs + 3_600_000;
  const isStopped = () => false;
  const done = compareDay({
    ...{ day, nowMs, internalCalls: false, readLog, own: mine, watched: spans, differences, isStopped },
  });
  return { done, differences, mostAtOnce };
}

test("a day with 20,000 calls is read some at a time, and each counts once", async () => {
  const indexes = Array.from({ length: calls }, (_, index) => index);
  const missing = new Set([0, 777, 19_999]);
  const mine = indexes.filter((index) => !missing.has(index)).map(own);
  const { done, differences, mostAtOnce } = comparison(indexes.map(logged), mine);
  expect(await done).toEqual({ logged: calls, delivered: calls - 3, internal: 0 });
  expect(differences.all()).toMatchObject([{ kind: "unseen", count: 3 }]);
  expect(differences.unexplained()).toBe(3);
  expect(mostAtOnce()).toBeLessThanOrEqual(3000);
});

test("names what became of each call", async () => {
  const mine: OwnCall[] = [
    { ...own(0), delivered: false, undelivered: [{ kind: "gave-up", endpoint: "crm" }] },
    { ...own(1), talkS: 5 },
    { ...own(2), wanted: false, delivered: false },
    own(3),
  ];
  const internal = { ...logged(5), direction: "internal" as const };
  const { done, differences } = comparison([logged(0), logged(1), logged(2), internal], mine);
  expect(await done).toEqual({ logged: 3, delivered: 1, internal: 1 });
  expect(differences.all().map(({ kind, endpoint }) => [kind, endpoint])).toEqual([
    ["unwanted", undefined],
    ["gave-up", "crm"],
    ["not-in-log", undefined],
    ["duration", undefined],
  ]);
});

test("says since when nobody watched", async () => {
  const stoppedAtMs = fromMs + 3_600_000;
  const running = [
    { fromMs: 0, toMs: stoppedAtMs },
    { fromMs: stoppedAtMs + 7_200_000, toMs: fromMs * 2 },
  ];
  const { done, differences } = comparison([logged(1000)], [], { ...watched, running });
  await done;
  expect(differences.all()).toMatchObject([
    { kind: "stopped", fromMs: stoppedAtMs, toMs: stoppedAtMs + 7_200_000, count: 1 },
  ]);
  expect([differences.missing(), differences.unexplained()]).toEqual([1, 0]);
});
