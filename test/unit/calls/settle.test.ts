/** What the call log adds: ends that nobody saw, talks inside a gap, calls wholly inside one. */
import { describe, expect, it } from "vitest";
import type { LoggedCall, LoggedSegment } from "../../../src-shared/telephony/call-log.ts";
import { createTalk, createWatch, OUTSIDE, rowOf, START_MS } from "./watch.ts";

const OTHER = "0301112223";

function segment(
  dn: string,
  startS: number,
  talkingS: number,
  extras: Partial<LoggedSegment> = {},
): LoggedSegment {
  return {
    startedAtMs: START_MS + startS * 1000,
    dn,
    dnType: "extension",
    answered: talkingS > 0,
    ringingS: 0,
    talkingS,
    reason: "",
    recordingIds: [],
    ...extras,
  };
}

function logged(
  startS: number,
  endS: number,
  segments: LoggedSegment[],
  extras: Partial<LoggedCall> = {},
): LoggedCall {
  return {
    historyId: `h${startS}`,
    callId: 7,
    startedAtMs: START_MS + startS * 1000,
    endedAtMs: START_MS + endS * 1000,
    direction: "incoming",
    number: OUTSIDE,
    name: "",
    didNumber: "",
    callbackOrdered: false,
    segments,
    ...extras,
  };
}

/** Nobody watches from now on; both sources are back after so many seconds, and nothing goes on. */
function gap(watch: ReturnType<typeof createWatch>, seconds: number) {
  watch.lost("call-control");
  watch.lost("active-calls");
  watch.wait(seconds);
  watch.snapshot(true);
  watch.rowsAfterGap();
  watch.pollNothing();
}

describe("a call that was open when the gap began", () => {
  it("was passed on inside it: each talk has its end", () => {
    const watch = createTalk();
    gap(watch, 100);
    const talks = [segment("101", 0, 20), segment("102", 20, 30, { ringingS: 4, reason: "hung up" })];
    watch.log(true, logged(0, 54, talks));
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 20 s transferred (reconstructed)",
      "ended 102 link 2 ok 30 s (reconstructed)",
    ]);
    expect(watch.events.findLast((event) => event.type === "ended")).toMatchObject({ cause: "hung up" });
  });

  it("waited, and was answered by one extension in several segments around a hold: one talk", () => {
    const watch = createWatch();
    watch.leg("101", 1, "ringing", 7);
    watch.news();
    gap(watch, 100);
    watch.log(true, logged(0, 40, [segment("101", 2, 10), segment("101", 12, 20)]));
    expect(watch.news()).toEqual(["ended 101 link 1 ok 30 s (reconstructed)"]);
  });

  it("had a guest in a conference who left before the host: one talk", () => {
    const watch = createWatch();
    watch.leg("101", 1, "ringing", 7);
    watch.news();
    gap(watch, 100);
    watch.log(true, logged(0, 62, [segment("101", 2, 60), segment("102", 20, 10)]));
    expect(watch.news()).toEqual(["ended 101 link 1 ok 60 s (reconstructed)"]);
  });

  it("was missed further on: where it stood is what the log says, its voicemail apart", () => {
    const watch = createWatch();
    watch.pollFor(2, rowOf(7, OUTSIDE, "900", "talking"));
    watch.news();
    gap(watch, 100);
    const segments = [
      segment("900", 1, 5, { dnType: "ivr", answered: true }),
      segment("800", 6, 10, { dnType: "queue", answered: true }),
      segment("101", 8, 0),
      segment("666", 20, 5, { dnType: "special-menu", answered: true }),
    ];
    watch.log(true, logged(1, 30, segments));
    expect(watch.news()).toEqual(["ended 800 link 0 missed 0 s (reconstructed)"]);
  });

  it("is recognised by its callid when the clocks are a minute apart", () => {
    const watch = createWatch();
    watch.leg("101", 1, "ringing", 7);
    watch.news();
    gap(watch, 100);
    watch.log(true, logged(60, 90, [segment("101", 60, 25)]));
    expect(watch.news()).toEqual(["ended 101 link 1 ok 25 s (reconstructed)"]);
  });

  it("is recognised as anonymous by its time", () => {
    const watch = createWatch();
    watch.leg("101", 1, "ringing", 7, { number: "anonymous" });
    watch.news();
    gap(watch, 100);
    watch.log(true, logged(0, 30, [segment("101", 2, 25)], { number: "", callId: 99 }));
    expect(watch.news()).toEqual(["ended 101 link 1 ok 25 s (reconstructed)"]);
  });

  it("waits for the last answer to its question", () => {
    const watch = createTalk();
    gap(watch, 100);
    watch.log(false);
    expect(watch.news()).toEqual([]);
    watch.log(true);
    expect(watch.news()).toEqual([expect.stringMatching(/^ended 101 link 1 ok \d+ s \(reconstructed\)$/)]);
  });

  it("is not settled by an answer that was asked for before it was over", () => {
    const watch = createTalk();
    watch.leg("102", 2, "ringing", 8, { number: OTHER });
    watch.pollFor(1, rowOf(7, OUTSIDE, "101", "talking"), rowOf(8, OTHER, "102", "routing"));
    gap(watch, 100);
    const wanted = watch.calls.callLogWanted();
    const before = { fromMs: START_MS, toMs: START_MS + 20_000, atMs: watch.nowMs() } as const;
    watch.feed({ type: "call-log", ...before, final: true, calls: [] });
    expect(watch.calls.openChains()).toBe(2);
    expect(watch.calls.callLogWanted()).toEqual(wanted);
  });
});

describe("a call that lay wholly inside the gap", () => {
  it("has only its ends, and is told once however often the log shows it", () => {
    const watch = createWatch();
    gap(watch, 100);
    const call = logged(40, 60, [segment("102", 41, 15, { ringingS: 3 })], { number: OTHER, callId: 4711 });
    watch.log(false, call);
    watch.log(true, call);
    expect(watch.news()).toEqual(["ended 102 link 1 ok 15 s (reconstructed)"]);
    expect(watch.events[0]).toMatchObject({ chainId: "261122090040_4711", callerId: OTHER });
  });

  it("is told once, too, when the machine's clock is set between two answers, and after a restart", () => {
    const watch = createWatch();
    gap(watch, 100);
    const call = logged(40, 60, [segment("102", 41, 15, { ringingS: 3 })], { number: OTHER, callId: 4711 });
    watch.log(true, call);
    watch.setClock(-60_000);
    gap(watch, 100);
    watch.log(true, call);
    expect(watch.news()).toEqual(["ended 102 link 1 ok 15 s (reconstructed)"]);
    const after = createWatch({ stored: watch.stored() });
    gap(after, 10);
    after.log(true, call);
    expect(after.news()).toEqual([]);
  });

  it("is told once, too, when the gap was longer than ended calls are remembered", () => {
    const watch = createWatch();
    gap(watch, 5 * 3600);
    const calls = [0, 1].map((n) =>
      logged(100 + n, 160, [segment("102", 101, 15)], { number: `${OTHER}${n}`, callId: 4711 + n }),
    );
    for (const final of [false, false, true]) watch.log(final, ...calls);
    expect(watch.news()).toEqual(Array(2).fill("ended 102 link 1 ok 15 s (reconstructed)"));
  });

  it("is none that was heard from its legs, although the log has its begin ten seconds apart", () => {
    const watch = createWatch();
    watch.leg("102", 2, "ringing", 8, { number: OTHER });
    watch.leg("102", 2, "connected", 8, { number: OTHER });
    watch.pollFor(12, rowOf(8, OTHER, "102", "talking"));
    watch.gone("102", 2);
    watch.pollNothing();
    gap(watch, 60);
    watch.news();
    const call = logged(10, 20, [segment("102", 10, 10)], { number: OTHER, callId: 4711 });
    for (const final of [false, false, true]) watch.log(final, call);
    expect(watch.news()).toEqual([]);
  });

  it("is told although the log has its begin a little before the gap", () => {
    const watch = createWatch();
    watch.pollFor(30);
    watch.snapshot(false);
    gap(watch, 100);
    watch.log(true, logged(20, 60, [segment("102", 21, 15)], { number: OTHER }));
    expect(watch.news()).toEqual(["ended 102 link 1 ok 15 s (reconstructed)"]);
  });

  it("is not told once more when only the active calls were away, and its legs were heard hours ago", () => {
    const watch = createWatch();
    watch.lost("active-calls");
    watch.leg("102", 2, "ringing", 8, { number: OTHER });
    watch.leg("102", 2, "connected", 8, { number: OTHER });
    watch.wait(30);
    watch.gone("102", 2);
    for (let minute = 0; minute < 200; minute += 1) {
      watch.wait(60);
      watch.snapshot(false);
      watch.leg("103", 10 + minute, "ringing", 10 + minute, { number: `03055${minute}` });
      watch.gone("103", 10 + minute);
    }
    watch.wait(120);
    watch.rowsAfterGap();
    while (watch.calls.callLogWanted()?.unseen.length === 0) watch.log(true);
    watch.news();
    watch.log(true, logged(0, 30, [segment("102", 0, 30)], { number: OTHER, callId: 8 }));
    expect(watch.news()).toEqual([]);
  });

  it("takes its DID from the log", () => {
    const watch = createWatch();
    gap(watch, 100);
    watch.log(true, logged(40, 60, [segment("102", 41, 0)], { number: OTHER, didNumber: "420223003090" }));
    expect(watch.events[0]).toMatchObject({ did: "PragueDID", trunkDn: "10007" });
  });

  it("does not if it began before the gap or goes beyond the question, or is internal", () => {
    const watch = createWatch();
    watch.pollFor(30);
    watch.snapshot(false);
    gap(watch, 100);
    watch.log(
      true,
      logged(10, 60, [segment("102", 41, 0)], { number: OTHER }),
      logged(120, 500, [segment("102", 121, 0)], { number: "0301112224" }),
      logged(50, 60, [segment("102", 51, 0)], { number: "103", direction: "internal" }),
    );
    expect(watch.news()).toEqual([]);
  });
});

describe("questions to the call log", () => {
  it("are put one at a time, and what comes up meanwhile is asked next, as far back as needed", () => {
    const watch = createTalk();
    gap(watch, 50);
    const first = watch.calls.callLogWanted();
    expect(first).toMatchObject({ fromMs: START_MS, unseen: [{ fromMs: START_MS }] });
    watch.pollFor(10);
    gap(watch, 50);
    expect(watch.calls.callLogWanted()).toEqual(first);
    watch.feed({
      type: "call-log",
      atMs: watch.nowMs(),
      fromMs: START_MS,
      toMs: first?.toMs ?? 0,
      final: true,
      calls: [],
    });
    const second = watch.calls.callLogWanted();
    expect(second?.request).toBe((first?.request ?? 0) + 1);
    expect(second).toMatchObject({
      fromMs: START_MS,
      unseen: [{ fromMs: START_MS + 10_000, toMs: START_MS + 122_000 }],
      toMs: watch.nowMs(),
    });
  });

  it("are put again while the log cannot be read, for an hour, and what nobody saw is told then", () => {
    const watch = createWatch();
    gap(watch, 100);
    const unread = () =>
      watch.feed({
        ...{ type: "call-log", atMs: watch.nowMs(), fromMs: START_MS, toMs: watch.nowMs() },
        ...{ final: true, unread: true, calls: [] },
      });
    unread();
    unread();
    expect(watch.calls.callLogWanted()).toBeUndefined();
    watch.pollFor(31);
    const again = watch.calls.callLogWanted();
    expect(again).toMatchObject({ fromMs: START_MS, unseen: [{ fromMs: START_MS }] });
    watch.log(true, logged(40, 60, [segment("102", 41, 15)], { number: OTHER }));
    expect(watch.news()).toEqual(["ended 102 link 1 ok 15 s (reconstructed)"]);
    expect(watch.calls.callLogWanted()).toBeUndefined();

    gap(watch, 100);
    for (let minute = 0; minute < 70; minute += 1) {
      if (watch.calls.callLogWanted()) unread();
      watch.pollFor(60);
    }
    expect(watch.calls.callLogWanted()).toBeUndefined();
  });

  it("go along with the next one when the log could not be read", () => {
    const watch = createTalk();
    gap(watch, 100);
    const asked = watch.calls.callLogWanted()?.unseen;
    const wanted = watch.calls.callLogWanted();
    gap(watch, 10);
    const { fromMs = 0, toMs = 0 } = wanted ?? {};
    watch.feed({
      ...{ type: "call-log", atMs: watch.nowMs(), fromMs, toMs },
      final: true,
      unread: true,
      calls: [],
    });
    expect(watch.calls.callLogWanted()).toMatchObject({ fromMs: START_MS });
    expect(watch.calls.callLogWanted()?.unseen[0]?.fromMs).toBe(asked?.[0]?.fromMs);
  });
});
