import { describe, expect, it } from "vitest";
import { callLogPath, createCallLogReader } from "../../../src-main/pbx/call-log.ts";
import type { PbxResult } from "../../../src-main/pbx/failure.ts";
import { answer, createFakeApi, createWorld, fail, rest, seenOf, startMs } from "./helpers.ts";

function create(handle: (path: string) => PbxResult | undefined) {
  const world = createWorld();
  const fake = createFakeApi(handle);
  const address = { host: "pbx.test", port: 443 };
  const reader = createCallLogReader({ ...world, ...fake, knownType: () => undefined, address });
  const told = () =>
    seenOf(world.seen, "call-log").map(({ atMs, final, calls }) => [
      atMs - startMs,
      final,
      calls.map((call) => call.historyId),
    ]);
  return { ...world, ...fake, reader, told };
}

const row = (id: string, startedAtMs: number, talk = "PT5S") => ({
  MainCallHistoryId: id,
  StartTime: new Date(startedAtMs).toISOString(),
  TalkingDuration: talk,
});
const empty = answer({ value: [] });

describe("the call log", () => {
  it("is asked with every argument, in whole seconds of UTC", () => {
    expect(callLogPath(Date.UTC(2024, 11, 30, 0, 0, 1, 900), Date.UTC(2024, 11, 31, 0, 0, 1, 100))).toBe(
      "/xapi/v1/ReportCallLogData/Pbx.GetCallLogData(periodFrom=2024-12-30T00:00:01Z,periodTo=2024-12-31T00:00:02Z," +
        "sourceType=0,sourceFilter='',destinationType=0,destinationFilter='',callsType=0," +
        "callTimeFilterType=0,callTimeFilterFrom='0:00:0',callTimeFilterTo='0:00:0',hidePcalls=true)",
    );
  });

  it("is asked again 2, 5 and 15 s later, and the last answer says so", async () => {
    let rows: unknown[] = [];
    const { reader, clock, told, busy, reported } = create(() => answer({ value: rows }));
    reader.ask(startMs - 60_000, startMs);
    expect(busy.count()).toBe(1);
    await clock.runFor(3_000);
    expect(busy.count()).toBe(0);
    rows = [row("h", startMs - 30_000)];
    await clock.runFor(60_000);
    expect(told()).toEqual([
      [0, false, []],
      [2_000, false, []],
      [5_000, false, ["h"]],
      [15_000, true, ["h"]],
    ]);
    expect(reported).toContain("connected");
  });

  it("gives only calls that touch the stretch, but looks further back so that no call is cut", async () => {
    const { reader, asked, seen } = create(() =>
      answer({
        value: [
          row("long before", startMs - 600_000),
          row("into it", startMs - 62_000),
          row("inside", startMs - 30_000),
          row("after it", startMs + 1_000),
        ],
      }),
    );
    reader.ask(startMs - 60_000, startMs);
    await rest();
    expect(asked[0]).toContain("periodFrom=2026-01-05T08:29:00Z");
    expect(seenOf(seen, "call-log")[0]?.calls.map((call) => call.historyId)).toEqual(["into it", "inside"]);
  });

  it("lets questions that are due together share a request, one request at a time", async () => {
    const { reader, asked, open, seen } = create(() => undefined);
    reader.ask(startMs - 60_000, startMs - 50_000);
    reader.ask(startMs - 40_000, startMs - 30_000);
    reader.ask(startMs - 20_000, startMs);
    expect(asked).toHaveLength(1);
    open.shift()?.reply(empty);
    await rest();
    expect(asked).toHaveLength(2);
    open.shift()?.reply(answer({ value: [row("b", startMs - 35_000), row("c", startMs - 10_000)] }));
    await rest();
    expect(
      seenOf(seen, "call-log").map(({ fromMs, calls }) => [startMs - fromMs, calls.map((c) => c.historyId)]),
    ).toEqual([
      [60_000, []],
      [40_000, ["b"]],
      [20_000, ["c"]],
    ]);
  });

  it("gives up at once when it may not be read", async () => {
    const { reader, clock, told, reported, seen } = create(() => fail("forbidden", 403));
    reader.ask(startMs - 60_000, startMs);
    await clock.runFor(60_000);
    expect(told()).toEqual([[0, true, []]]);
    expect(seen).toMatchObject([{ unread: true }]);
    expect(reported).toEqual(["forbidden"]);
  });

  it("tries on while the PBX is out of order, and ends with an answer that says so", async () => {
    const { reader, clock, told, seen } = create(() => fail("server-error", 504));
    reader.ask(startMs - 60_000, startMs);
    await clock.runFor(60_000);
    expect(told()).toEqual([[15_000, true, []]]);
    expect(seen).toMatchObject([{ unread: true }]);
  });

  it("says nothing more once stopped", async () => {
    const { reader, clock, told } = create(() => empty);
    reader.ask(startMs - 60_000, startMs);
    await rest();
    reader.stop();
    reader.ask(startMs - 60_000, startMs);
    await clock.runFor(60_000);
    expect(told()).toEqual([[0, false, []]]);
    expect(clock.pending()).toBe(0);
  });
});
