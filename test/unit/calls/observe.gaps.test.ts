/** What one source knows better than the other, and what gaps and restarts lead to. */
import { describe, expect, it } from "vitest";
import { createWatch, legOf, OUTSIDE, rowOf, loggedCall } from "./watch.ts";

const A = { dn: "101", type: "extension" } as const;

describe("when one source knows better", () => {
  it("asks the log about a missed call that no row ever showed, and believes it", () => {
    const watch = createWatch();
    watch.leg("101", 1, "ringing", 7);
    watch.wait(4);
    watch.gone("101", 1);
    watch.wait(3);
    expect(watch.news()).toEqual(["ringing 101 ext link 0"]);
    watch.log(true, loggedCall({ segments: [], endedAtMs: watch.nowMs() }));
    expect(watch.news()).toEqual(["ended 101 link 0 missed 0 s"]);
  });

  it("takes the row's word when the change of a consulted leg was lost", () => {
    const watch = createWatch();
    watch.leg("101", 1, "connected", 7);
    watch.leg("102", 3, "ringing", 8, { party: A });
    watch.leg("102", 3, "connected", 8, { party: A });
    watch.rows(rowOf(7, OUTSIDE, "101", "talking"), rowOf(8, "101", "102", "talking"));
    watch.wait(1);
    watch.gone("101", 1);
    watch.news();
    for (let second = 0; second < 3; second++) {
      watch.wait(1);
      watch.rows(rowOf(8, OUTSIDE, "102", "talking"));
    }
    expect(watch.news()).toEqual(["ended 101 link 1 ok 1 s transferred", "started 102 link 2 attended"]);
  });

  it("understands rows that came before the directory", () => {
    const watch = createWatch({ directory: false });
    watch.rows(rowOf(7, OUTSIDE, "900", "talking"));
    expect(watch.news()).toEqual([]);
    watch.directory();
    expect(watch.news()).toEqual(["ringing 900 other link 0"]);
  });

  it("does not take the leg of a forwarded call for a call that somebody dials", () => {
    const watch = createWatch();
    watch.leg("101", 2, "dialing", 7, { number: "+420600123456", originatedBy: A });
    watch.rows(rowOf(7, OUTSIDE, "+420600123456", "routing"));
    watch.leg("101", 2, "connected", 7, { number: "+420600123456", originatedBy: A });
    expect(watch.news().at(-1)).toBe("started 101 link 1 none");
    expect(watch.events.at(-1)?.direction).toBe("incoming");
  });
});

describe("gaps and restarts", () => {
  it("a talk going on at the first snapshot is started, reconstructed, without ringing", () => {
    const watch = createWatch({ callControl: false });
    watch.snapshot(true, legOf("101", 1, "connected", 7));
    expect(watch.news()).toEqual(["started 101 link 1 none (reconstructed)"]);
  });

  it("a talk that ended unseen ends as the call log says", () => {
    const watch = createWatch();
    watch.leg("101", 1, "ringing", 7);
    watch.leg("101", 1, "connected", 7);
    watch.wait(5);
    watch.lost("call-control");
    watch.lost("active-calls");
    watch.wait(60);
    watch.snapshot(true);
    watch.rowsAfterGap();
    watch.wait(2);
    expect(watch.calls.callLogWanted()).toBeDefined();
    const talk = {
      startedAtMs: Date.UTC(2026, 10, 22, 9, 0, 0),
      dn: "101",
      dnType: "extension" as const,
      answered: true,
      ringingS: 0,
      talkingS: 33,
      reason: "",
      recordingIds: [],
    };
    watch.log(true, loggedCall({ segments: [talk], endedAtMs: Date.UTC(2026, 10, 22, 9, 0, 33) }));
    expect(watch.news().slice(-1)[0]).toMatch(/^ended 101 link 1 ok \d+ s \(reconstructed\)$/);
  });

  it("a call answered and ended inside a gap has only an end, as has one that lay wholly inside", () => {
    const watch = createWatch();
    watch.leg("101", 1, "ringing", 7);
    watch.news();
    watch.lost("call-control");
    watch.lost("active-calls");
    watch.wait(100);
    watch.snapshot(true);
    watch.rowsAfterGap();
    watch.wait(3);
    const at = (second: number) => Date.UTC(2026, 10, 22, 9, 0, second);
    const segment = (dn: string, second: number, talkingS: number) => ({
      startedAtMs: at(second),
      dn,
      dnType: "extension" as const,
      answered: talkingS > 0,
      ringingS: 2,
      talkingS,
      reason: "",
      recordingIds: [],
    });
    watch.log(
      true,
      loggedCall({ segments: [segment("101", 0, 20)], endedAtMs: at(22) }),
      loggedCall({
        historyId: "i",
        callId: 4711,
        number: "0301112223",
        startedAtMs: at(40),
        endedAtMs: at(50),
        segments: [segment("102", 40, 0)],
      }),
    );
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 20 s (reconstructed)",
      "ended 102 link 0 missed 0 s (reconstructed)",
    ]);
    expect(watch.events.at(-1)?.chainId).toBe("261122090040_4711");
  });

  it("goes on with the same ids from a stored state", () => {
    const before = createWatch();
    before.leg("101", 1, "ringing", 7);
    const watch = createWatch({ stored: before.stored(), callControl: false, activeCalls: false });
    watch.wait(5);
    watch.snapshot(true, legOf("101", 1, "connected", 7));
    watch.wait(5);
    watch.gone("101", 1);
    watch.wait(3);
    expect(watch.news()).toEqual(["started 101 link 1 none (reconstructed)", "ended 101 link 1 ok 5 s"]);
    expect(new Set([...before.events, ...watch.events].map((event) => event.chainId)).size).toBe(1);
  });

  it("closes what is open when the PBX restarts and uses the callid again", () => {
    const watch = createWatch();
    watch.leg("101", 55, "ringing", 7);
    watch.leg("101", 55, "connected", 7);
    watch.wait(5);
    watch.lost("call-control");
    watch.wait(30);
    watch.snapshot(true, legOf("102", 1, "ringing", 7, { number: "0305556667" }));
    expect(watch.news()).toEqual([
      "ringing 101 ext link 0",
      "started 101 link 1 none",
      "ended 101 link 1 ok 35 s (reconstructed)",
      "ringing 102 ext link 0",
    ]);
  });
});
