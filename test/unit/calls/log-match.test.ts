/** Who calls twice within seconds, or is called back, is in the call log as often. */
import { expect, it } from "vitest";
import { matchLog, type Recognisable } from "../../../src-main/calls/log-match.ts";
import { loggedCall, OUTSIDE, START_MS } from "./watch.ts";

function chain(arrivedS: number, extras: Partial<Recognisable> = {}): Recognisable {
  return {
    ...{ historyId: undefined, callIds: [arrivedS], direction: "incoming", number: OUTSIDE },
    ...{ arrivedAtMs: START_MS + arrivedS * 1000, ...extras },
  };
}

const logged = (startedS: number, extras: Parameters<typeof loggedCall>[0] = {}) =>
  loggedCall({ callId: 900 + startedS, startedAtMs: START_MS + startedS * 1000, ...extras });

it("gives each call the nearest of one caller's rows, in whatever order they come", () => {
  const [first, second] = [chain(0), chain(8)];
  const rows = [logged(9), logged(1)];
  const matched = matchLog(rows, [first, second]);
  expect(rows.map((row) => matched.get(row)?.chain)).toEqual([second, first]);
});

it("leaves the row of a second call that nobody saw to nobody", () => {
  const rows = [logged(0), logged(6)];
  expect([...matchLog(rows, [chain(0)]).keys()]).toEqual([rows[0]]);
});

it("does not take a call for the one that calls back", () => {
  const rows = [logged(0)];
  expect(matchLog(rows, [chain(4, { direction: "outgoing" })]).size).toBe(0);
});

it("says whether a better match may still come", () => {
  const row = logged(0);
  const isSure = (known: Recognisable) => matchLog([row], [known]).get(row)?.isSure;
  expect([isSure(chain(2)), isSure(chain(8)), isSure(chain(16))]).toEqual([true, false, undefined]);
  expect(isSure(chain(100, { callIds: [row.callId] }))).toBe(true);
});

it("knows a call again by the row that ended it, and takes no other for it", () => {
  const known = chain(0, { historyId: "h1" });
  const [own, other] = [logged(500, { historyId: "h1" }), logged(0, { historyId: "h2" })];
  expect([...matchLog([other, own], [known]).keys()]).toEqual([own]);
});
