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

  it("are files as soon as a talk is over, though its call goes on, and rows when that is over", () => {
    const { act, passS, pbx } = createBench({ recordingDelayS: 0 });
    act(arrive, ring101, answer101);
    passS(9);
    act({ type: "blind-transfer", to: "102" });
    expect(pbx.recorded().map(({ path }) => path)).toEqual([`101/[]_${caller}-101_20260504080003(1).wav`]);
    expect(pbx.collections().Recordings).toEqual([]);
    act(outsideHangsUp);
    expect(pbx.collections().Recordings).toHaveLength(1);
  });

  it("keep the callid that the talk began with when the conversation goes on in another", () => {
    const { act, pbx } = createBench({ recordingNumber: "callid", attendedJoin: "consultation" });
    act(arrive, ring101, answer101, { type: "consult", to: "102" }, { type: "answer", dn: "102" });
    act({ type: "join" }, outsideHangsUp);
    const numbers = pbx.recorded().map(({ path }) => /^(\d+).*\((\d+)\)\.wav$/.exec(path)?.slice(1));
    expect(numbers.toSorted()).toEqual([
      ["101", "1"],
      ["102", "2"],
      ["102", "2"],
    ]);
  });

  it("come in two parts, and from both phones, where that is chosen", () => {
    const { act, passS, pbx } = createBench({ recordingParts: "two", recordingLegs: "each" });
    act({ type: "dial-internal", from: "103", to: "101" }, answer101);
    passS(9);
    act(outsideHangsUp);
    const parts = pbx
      .recorded()
      .map((each) => [
        each.truth.extension,
        (each.startedAtMs - startMs) / 1000,
        (each.endedAtMs - startMs) / 1000,
      ]);
    expect(parts).toEqual([
      ["101", 2, 6],
      ["101", 8, 12],
      ["103", 2, 6],
      ["103", 8, 12],
    ]);
    passS(60);
    const [row] = pbx.callLog(startMs, startMs + 60_000);
    expect(row?.Recordings).toEqual([{ Id: 1 }, { Id: 2 }, { Id: 3 }, { Id: 4 }]);
  });

  it.each([
    [{ recordingName: "empty" }, `[]_${caller}-101_20260504080003(1).wav`],
    [{ recordingName: "queue" }, `[Support:Marta Nová]_${caller}-101_20260504080003(1).wav`],
    [{ recordingTime: "local" }, `[Marta Nová]_${caller}-101_20260504100003(1).wav`],
    [{ recordingCodec: "mp3" }, `[Marta Nová]_${caller}-101_20260504080003(1).mp3`],
    [
      { recordingName: "escaped" },
      `%5BMarta%20Nov%C3%A1%5D_${encodeURIComponent(caller)}-101_20260504080003(1).wav`,
    ],
  ] as const)("have the name that %j says", (switches, name) => {
    const { act, pbx } = createBench(switches);
    act({ ...arrive, name: "Marta Nová" }, ring101, answer101, outsideHangsUp);
    expect(pbx.recorded().map(({ path }) => path)).toEqual([`101/${name}`]);
  });

  it("say whose talk it was", () => {
    const { act, pbx } = createBench({ recordingFileDelayS: 20 });
    act(arrive, ring101, answer101, outsideHangsUp);
    expect(pbx.recorded()).toEqual([
      expect.objectContaining({
        appearsAtMs: startMs + 24_000,
        truth: {
          arrivalCallId: 1,
          arrivedAtMs: startMs + 1000,
          extension: "101",
          talkedFromMs: startMs + 3000,
          talkedToMs: startMs + 4000,
          number: caller,
          internal: false,
        },
      }),
    ]);
  });

  it("may be switched off", () => {
    const { act, passS, pbx } = createBench({ recordCalls: false });
    act(arrive, ring101, answer101, outsideHangsUp);
    passS(60);
    expect(pbx.collections().Recordings).toEqual([]);
    expect(pbx.callLog(startMs, startMs + 60_000)[0]?.Recordings).toEqual([]);
  });
});
