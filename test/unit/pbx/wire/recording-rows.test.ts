import { describe, expect, it } from "vitest";
import { parseRecording } from "../../../../src-main/pbx/wire/recording-rows.ts";
import { deviations } from "../../simulator/xapi-schema.ts";

/** Field names and types of 3CX's swagger, values made up. */
const official = {
  ...{
    Id: 84,
    CallType: "InboundExternal",
    StartTime: "2026-01-30T15:27:48Z",
    EndTime: "2026-01-30T15:29:01Z",
  },
  ...{ FromCallerNumber: "+18139975575", FromDisplayName: "Tampa South", FromDn: "10000", FromDnType: 1 },
  ...{ FromDidNumber: "18135550100", FromIdParticipant: 501, ToCallerNumber: "302", ToDn: "302" },
  ...{
    ToDisplayName: "Bob",
    ToIdParticipant: 502,
    RefParticipantId: 502,
    IsArchived: false,
    ArchivedUrl: null,
  },
  RecordingUrl: "302/%5BTampa%20South%5D_302-%2B18139975575_20260130152748(84).wav",
  ...{
    CanBeTranscribed: true,
    IsTranscribed: false,
    Transcription: null,
    Summary: null,
    SentimentScore: null,
  },
};

describe("a row of recordings", () => {
  it("is read by its official names", () => {
    expect(deviations("Recordings", official)).toEqual([]);
    expect(parseRecording(official)).toEqual({
      ...{ recordingId: 84, callType: "incoming", archived: false, didNumber: "18135550100" },
      ...{ startedAtMs: Date.UTC(2026, 0, 30, 15, 27, 48), endedAtMs: Date.UTC(2026, 0, 30, 15, 29, 1) },
      ...{ fromDn: "10000", fromNumber: "+18139975575", fromName: "Tampa South" },
      ...{ toDn: "302", toNumber: "302", toName: "Bob" },
      path: "302/[Tampa South]_302-+18139975575_20260130152748(84).wav",
    });
  });

  it("may lack everything but its id and begin", () => {
    const bare = Object.fromEntries(Object.keys(official).map((name) => [name, null]));
    expect(parseRecording({ ...bare, Id: 1, StartTime: "2026-01-30T15:27:48" })).toEqual({
      ...{ recordingId: 1, callType: "unknown", archived: false, didNumber: "", path: "" },
      startedAtMs: Date.UTC(2026, 0, 30, 15, 27, 48),
      ...{ fromDn: "", fromNumber: "", fromName: "", toDn: "", toNumber: "", toName: "" },
    });
    for (const bad of [
      null,
      7,
      "x",
      [],
      {},
      bare,
      { ...official, Id: "x" },
      { ...official, StartTime: "soon" },
    ]) {
      expect(parseRecording(bad)).toBeUndefined();
    }
    expect(parseRecording({ ...official, EndTime: "0001-01-01T00:00:00Z" })?.endedAtMs).toBeUndefined();
    expect(parseRecording({ ...official, EndTime: "2026-01-30T15:00:00Z" })?.endedAtMs).toBeUndefined();
  });

  it.each([
    ["302\\%5Bx%5D_1.wav", "302/[x]_1.wav"],
    ["/302//a.wav", "302/a.wav"],
    ["302/%zz.wav", "302/%zz.wav"],
    ["302/..%2F..%5Cx.wav", "302/.._.._x.wav"],
    [null, ""],
  ])("with the address %j has the path %j", (RecordingUrl, path) => {
    expect(parseRecording({ ...official, RecordingUrl })?.path).toBe(path);
  });

  it.each([
    ["Local", "local"],
    ["OutboundExternal", "outgoing"],
    ["Other", "unknown"],
  ])("of the type %s is %s", (CallType, callType) => {
    expect(parseRecording({ ...official, CallType })).toMatchObject({ callType });
  });
});
