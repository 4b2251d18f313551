import { expect, test } from "vitest";
import { aCall, anEndpoint, aSnapshot, aTalk } from "../../fixtures.ts";
import {
  callsNow,
  firstEndpoints,
  hourTotals,
  inWork,
  missedShare,
} from "../../../../../src-renderer/views/overview/figures.ts";

test("of very many endpoints those in trouble have a place among the first, in their own order", () => {
  const many = Array.from({ length: 30 }, (_, at) =>
    anEndpoint({ name: `e${at}`, state: at === 25 ? "failing" : at === 28 ? "paused" : "ok" }),
  );
  const names = (most: number) => firstEndpoints(many, most).map(({ name }) => name);
  expect(names(4)).toEqual(["e0", "e1", "e25", "e28"]);
  expect(names(1)).toEqual(["e25"]);
  expect(names(30)).toHaveLength(30);
});

test("those wait whom nobody has answered; talks, outgoing and internal calls do not", () => {
  const calls = [
    aTalk(),
    aCall({ chainId: "a", state: "queue", arrivedAtMs: 500 }),
    aCall({ chainId: "b", state: "ringing", arrivedAtMs: 200 }),
    aCall({ chainId: "c", state: "ringing", direction: "internal", arrivedAtMs: 1 }),
    aCall({ chainId: "d", state: "ringing", answeredAtMs: 5, arrivedAtMs: 1 }),
  ];
  expect(callsNow(calls, false)).toEqual({ calls: 5, waiting: 2, longestSinceMs: 200 });
  expect(callsNow([], false)).toEqual({ calls: 0, waiting: 0, longestSinceMs: 0 });
});

test("simulated calls count where there are no others", () => {
  const calls = [aCall({ simulated: true })];
  expect(callsNow(calls, false).calls).toBe(0);
  expect(callsNow(calls, true).calls).toBe(1);
});

test("a share needs something to be a share of", () => {
  const { today } = aSnapshot();
  expect(missedShare(today)).toBeCloseTo(19 / 312);
  expect(missedShare({ ...today, incoming: 0, missed: 0 })).toBeUndefined();
});

test("sums of an hour and of recordings in work", () => {
  expect(
    hourTotals(
      anEndpoint({
        lastHour: {
          minutes: [
            { ok: 2, failed: 1 },
            { ok: 3, failed: 0 },
          ],
        },
      }).lastHour,
    ),
  ).toEqual({
    ok: 5,
    failed: 1,
  });
  expect(inWork(aSnapshot().recordings)).toBe(1);
});
