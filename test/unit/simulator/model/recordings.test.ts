import { describe, expect, it } from "vitest";
import { answer101, arrive, caller, createBench, outsideHangsUp, ring101, startMs } from "./bench.ts";

describe("recordings", () => {
  it("are listed for each talk of an extension, some time after the call", () => {
    const { act, passS, pbx } = createBench({ recordingDelayS: 2, recordingNumber: "callid" });
    act({ ...arrive, name: "Marta" }, ring101, answer101, { type: "blind-transfer", to: "102" });
    act({ type: "answer", dn: "102" }, outsideHangsUp);
    expect(pbx.collections().Recordings).toEqual([]);
    passS(2);
    const rows = pbx.collections().Recordings;
    expect(rows.map((row) => `${row.Id} ${row.ToDn} ${row.CallType}`)).toEqual([
      "2 102 InboundExternal",
      "1 101 InboundExternal",
    ]);
    const path = decodeURIComponent(String(rows[1]?.RecordingUrl));
    expect(path).toBe(`101/[Marta]_${caller}-101_20260504080003(1).wav`);
    const log = pbx.callLog(startMs, startMs + 60_000);
    expect(log.map((row) => row.DstRecId)).toEqual([2, 1]);
  });

  it("of outgoing calls belong to the extension that called", () => {
    const { act, passS, pbx } = createBench();
    act(
      { type: "dial", from: "103", to: caller },
      { type: "outside-answers" },
      { type: "hang-up", by: "inside" },
    );
    passS(60);
    expect(pbx.collections().Recordings).toEqual([
      expect.objectContaining({ CallType: "OutboundExternal", FromDn: "103", ToCallerNumber: caller }),
    ]);
  });

  it("have short file names without separators, whatever the caller is called", () => {
    const { act, passS, pbx } = createBench();
    act({ ...arrive, name: `../a/b\\c\r\n${"x".repeat(4096)}` }, ring101, answer101, outsideHangsUp);
    passS(60);
    const [, file = ""] = String(pbx.collections().Recordings[0]?.RecordingUrl).split("/");
    expect(decodeURIComponent(file)).toMatch(/^\[[^/\\\r\n]{1,40}\]_\+420601999001-101_\d{14}\(1\)\.wav$/);
  });

  it("may be switched off", () => {
    const { act, passS, pbx } = createBench({ recordCalls: false });
    act(arrive, ring101, answer101, outsideHangsUp);
    passS(60);
    expect(pbx.collections().Recordings).toEqual([]);
    expect(pbx.callLog(startMs, startMs + 60_000)[0]?.Recordings).toEqual([]);
  });
});
