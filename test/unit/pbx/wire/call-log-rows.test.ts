import { describe, expect, it } from "vitest";
import { parseCallLog } from "../../../../src-main/pbx/wire/call-log-rows.ts";

const at = (second: number) => new Date(Date.UTC(2026, 0, 5, 9, 0, second)).toISOString();
const atMs = (second: number) => Date.UTC(2026, 0, 5, 9, 0, second);

function row(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    MainCallHistoryId: "h1",
    CallHistoryId: "h1",
    CallId: 7,
    SegmentId: 1,
    StartTime: at(0),
    SourceType: 1,
    SourceDn: "10007",
    SourceCallerId: "+420601001100",
    SourceDisplayName: "Acme Ltd.",
    DestinationType: 0,
    DestinationDn: "101",
    DestinationCallerId: "101",
    DestinationDisplayName: "Alice",
    actionDnDn: null,
    ActionType: null,
    RingingDuration: "PT3S",
    TalkingDuration: "PT10S",
    Answered: true,
    Direction: "Inbound",
    Status: "Answered",
    Reason: "TerminatedBySrc",
    ...change,
  };
}

const nobody = () => undefined;
const only = (rows: readonly unknown[], known: Parameters<typeof parseCallLog>[1] = nobody) =>
  parseCallLog(rows, known).calls[0];

describe("rows of the call log", () => {
  it("become one call per history id, in order of time whatever their own order", () => {
    const queue = { DestinationType: 4, DestinationDn: "800", Answered: false, TalkingDuration: "PT0S" };
    const { calls, damaged } = parseCallLog(
      [
        row({ SegmentId: 2, StartTime: at(3) }),
        row(queue),
        row({ MainCallHistoryId: "h0", StartTime: at(-9) }),
      ],
      nobody,
    );
    expect(damaged).toBe(0);
    expect(calls.map((call) => call.historyId)).toEqual(["h0", "h1"]);
    expect(calls[1]).toEqual({
      historyId: "h1",
      callId: 7,
      startedAtMs: atMs(0),
      endedAtMs: atMs(16),
      direction: "incoming",
      number: "+420601001100",
      name: "Acme Ltd.",
      didNumber: "",
      callbackOrdered: false,
      segments: [
        {
          startedAtMs: atMs(0),
          dn: "800",
          dnType: "queue",
          answered: false,
          ringingS: 3,
          talkingS: 0,
          reason: "TerminatedBySrc",
          recordingIds: [],
        },
        {
          startedAtMs: atMs(3),
          dn: "101",
          dnType: "extension",
          answered: true,
          ringingS: 3,
          talkingS: 10,
          reason: "TerminatedBySrc",
          recordingIds: [],
        },
      ],
    });
  });

  it("of an outgoing call name the extension that called and the number it dialled", () => {
    const outgoing = row({
      Direction: "Outbound",
      SourceType: 0,
      SourceDn: "101",
      SourceCallerId: "101",
      SourceDisplayName: "Alice",
      DestinationType: 1,
      DestinationDn: "10007",
      DestinationCallerId: "+420601001100",
      DestinationDisplayName: "+420601001100",
    });
    expect(only([outgoing])).toMatchObject({
      direction: "outgoing",
      number: "+420601001100",
      name: "",
      segments: [{ dn: "101", dnType: "extension", talkingS: 10 }],
    });
  });

  it.each([
    [{}, []],
    [{ Recordings: [{ Id: 84 }], SrcRecId: null, DstRecId: 84 }, [84]],
    [{ Recordings: [{ Id: 84 }, { Id: "85" }], SrcRecId: 86 }, [84, 85, 86]],
    [{ Recordings: null, DstRecId: 7 }, [7]],
    [{ Recordings: [null, 3, { Id: "x" }, { Id: 0 }, {}], SrcRecId: -1, DstRecId: 1.5 }, []],
    [{ recordings: [{ id: 9 }] }, [9]],
  ])("with %j have the recordings %j", (change, recordingIds) => {
    expect(only([row(change)])?.segments[0]?.recordingIds).toEqual(recordingIds);
  });

  it.each([
    ["Inbound Queue", {}, "incoming"],
    ["INBOUND", {}, "incoming"],
    ["Outbound", {}, "outgoing"],
    ["Internal", {}, "internal"],
    ["", {}, "incoming"],
    [null, { SourceType: 0, DestinationType: 1 }, "outgoing"],
    ["Sideways", { SourceType: 0 }, "internal"],
  ])("with the direction %j and %j are %s", (word, change, direction) => {
    expect(only([row({ Direction: word, ...change })])?.direction).toBe(direction);
  });

  it.each([
    [0, "extension"],
    [1, "external-line"],
    [4, "queue"],
    [5, "special-menu"],
    [6, "ivr"],
    [16, "ring-group"],
    [12, "unknown"],
    [null, "unknown"],
  ])("have the destination code %j as %s", (code, type) => {
    expect(only([row({ DestinationType: code })])?.segments[0]?.dnType).toBe(type);
  });

  it("believe the directory about types, except for voicemail", () => {
    const known = () => "ring-group" as const;
    expect(only([row()], known)?.segments[0]?.dnType).toBe("ring-group");
    expect(only([row({ DestinationType: 5 })], known)?.segments[0]?.dnType).toBe("special-menu");
  });

  it.each([["CallbackRequested"], ["callback"], ["Call back"]])(
    "see a callback in the reason %j",
    (reason) => {
      expect(only([row({ Reason: reason })])?.callbackOrdered).toBe(true);
    },
  );

  it("take another number than the destination's own for the DID", () => {
    expect(only([row({ DestinationCallerId: "+420 225 000 100" })])?.didNumber).toBe("420225000100");
    expect(only([row({ DestinationCallerId: "unknown" })])?.didNumber).toBe("");
  });

  it("live with missing fields and count what is of no use", () => {
    const bare = { MainCallHistoryId: "h", StartTime: at(0) };
    const { calls, damaged } = parseCallLog(
      [bare, {}, null, "row", { StartTime: at(0) }, row({ StartTime: "?" })],
      nobody,
    );
    expect(damaged).toBe(5);
    expect(calls).toEqual([
      {
        historyId: "h",
        callId: 0,
        startedAtMs: atMs(0),
        endedAtMs: atMs(0),
        direction: "internal",
        number: "",
        name: "",
        didNumber: "",
        callbackOrdered: false,
        segments: [
          {
            startedAtMs: atMs(0),
            dn: "",
            dnType: "unknown",
            answered: false,
            ringingS: 0,
            talkingS: 0,
            reason: "",
            recordingIds: [],
          },
        ],
      },
    ]);
  });
});

it("one call of more rows than a function takes arguments is read", () => {
  const row = { StartTime: "2026-01-02T03:04:05Z", MainCallHistoryId: "a", TalkingDuration: "PT5S" };
  const { calls } = parseCallLog(
    Array.from({ length: 200_000 }, () => row),
    () => undefined,
  );
  expect(calls).toHaveLength(1);
  expect(calls[0]?.segments).toHaveLength(200_000);
});

it.each(["P99999999999999D", 1e308])(
  "a duration of %s is none: no clock could show when it ends",
  (value) => {
    const row = { StartTime: "2026-01-02T03:04:05Z", MainCallHistoryId: "a", TalkingDuration: value };
    const { calls } = parseCallLog([row], () => undefined);
    expect(calls[0]?.endedAtMs).toBe(Date.UTC(2026, 0, 2, 3, 4, 5));
  },
);
