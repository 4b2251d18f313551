import { describe, expect, it } from "vitest";
import { isoDuration } from "../../../../src-main/simulator/model/call-log.ts";
import { answer101, arrive, caller, createBench, outsideHangsUp, ring101, startMs } from "./bench.ts";

const untilMs = startMs + 3_600_000;

/** `DestinationDn Answered RingingDuration TalkingDuration Status Reason`, oldest first. */
function brief(rows: readonly Record<string, unknown>[]): string[] {
  return rows
    .toReversed()
    .map((row) =>
      [
        row.DestinationDn,
        row.Answered,
        row.RingingDuration,
        row.TalkingDuration,
        row.Status,
        row.Reason,
      ].join(" "),
    );
}

describe("the call log", () => {
  it("has a row for each destination of a call, all of one history", () => {
    const { act, passS, pbx } = createBench();
    act({ ...arrive, rule: "PragueDID" }, { type: "route-to", dn: "900" }, { type: "route-to", dn: "800" });
    act({ type: "ring", dns: ["104", "105"] }, { type: "answer", dn: "105" }, outsideHangsUp);
    passS(60);
    const rows = pbx.callLog(startMs, untilMs);
    expect(brief(rows)).toEqual([
      "900 false PT1S PT0S Redirected Redirected",
      "800 false PT2S PT0S Redirected Redirected",
      "104 false PT1S PT0S Unanswered CompletedElsewhere",
      "105 true PT1S PT1S Answered TerminatedBySrc",
    ]);
    expect(new Set(rows.map((row) => row.MainCallHistoryId)).size).toBe(1);
    expect(new Set(rows.map((row) => row.CdrId)).size).toBe(4);
    for (const row of rows)
      expect(row).toMatchObject({
        SourceDn: "10007",
        SourceCallerId: caller,
        Direction: "Inbound Queue",
        CallId: 1,
      });
  });

  it("names the DID that was dialled in the first segment", () => {
    const { act, passS, pbx } = createBench();
    act(arrive, ring101, outsideHangsUp);
    passS(60);
    expect(pbx.callLog(startMs, untilMs)[0]).toMatchObject({
      DestinationDn: "101",
      DestinationCallerId: "420225000101",
      Answered: false,
      Direction: "Inbound",
    });
  });

  it("has the calling extension as source of an outgoing call", () => {
    const { act, passS, pbx } = createBench();
    act(
      { type: "dial", from: "103", to: caller },
      { type: "outside-answers" },
      { type: "hang-up", by: "inside" },
    );
    passS(60);
    expect(pbx.callLog(startMs, untilMs)).toEqual([
      expect.objectContaining({
        SourceType: 0,
        SourceDn: "103",
        DestinationType: 1,
        DestinationDn: "10007",
        DestinationCallerId: caller,
        Direction: "Outbound",
        CallType: "External",
        TalkingDuration: "PT1S",
      }),
    ]);
  });

  it("says why a queue's call ended when a callback was ordered", () => {
    const { act, passS, pbx } = createBench();
    act({ ...arrive, rule: "SupportDID" }, { type: "route-to", dn: "800" }, { type: "order-callback" });
    passS(60);
    expect(brief(pbx.callLog(startMs, untilMs))).toEqual(["800 false PT1S PT0S Waiting CallbackRequested"]);
  });

  it("has a history of its own for a consultation, and keeps the callid of the arrival", () => {
    const { act, passS, pbx } = createBench({ attendedJoin: "consultation" });
    act(arrive, ring101, answer101, { type: "consult", to: "102" }, { type: "answer", dn: "102" });
    act({ type: "join" }, outsideHangsUp);
    passS(60);
    const rows = pbx.callLog(startMs, untilMs);
    const said = rows.map((row) => `${row.SourceDn}->${row.DestinationDn} ${row.CallId} ${row.Direction}`);
    expect(said.toSorted()).toEqual(["10007->101 1 Inbound", "10007->102 1 Inbound", "101->102 2 Internal"]);
  });

  it("comes late, and only what began in the period", () => {
    const { act, passS, pbx } = createBench({ logDelayS: 8 });
    act(arrive, ring101, outsideHangsUp);
    passS(7);
    expect(pbx.callLog(startMs, untilMs)).toEqual([]);
    passS(1);
    expect(pbx.callLog(startMs, untilMs)).toHaveLength(1);
    expect(pbx.callLog(startMs + 2001, untilMs)).toEqual([]);
    expect(pbx.callLog(startMs, startMs + 1999)).toEqual([]);
  });

  it("may number calls in its own way, know no DID and call a queue answered", () => {
    const { act, passS, pbx } = createBench({
      logCallId: "own",
      logShowsDid: false,
      logStagesAnswered: true,
      logDirections: "plain",
    });
    act({ ...arrive, rule: "SupportDID" }, { type: "route-to", dn: "800" }, outsideHangsUp);
    passS(60);
    const row = pbx.callLog(startMs, untilMs)[0];
    expect(row).toMatchObject({ DestinationCallerId: "800", Answered: true, Direction: "Inbound" });
    expect(row?.CallId).not.toBe(1);
  });
});

describe("isoDuration", () => {
  it.each([
    [0, "PT0S"],
    [4250, "PT4.25S"],
    [64_500, "PT1M4.5S"],
    [3_600_000, "PT1H"],
    [-5, "PT0S"],
  ])("%d ms is %s", (ms, text) => {
    expect(isoDuration(ms)).toBe(text);
  });
});
