/** What is one conversation and what is not: callids that change, callers who call twice, anonymous ones. */
import { describe, expect, it } from "vitest";
import type { ActiveCall, ActiveCallStatus } from "../../../src-shared/telephony/active-call.ts";
import { createTalk, createWatch, legOf, OUTSIDE, rowOf, START_MS } from "./watch.ts";

const OTHER = "+420600123456";
const A = { dn: "101", type: "extension" } as const;
const B = { dn: "102", type: "extension" } as const;
const C = { dn: "103", type: "extension" } as const;
const ROUTER = { originatedBy: { dn: "ROUTER", type: "route-point" } } as const;

function anonymousRow(callId: number, to: string, status: ActiveCallStatus): ActiveCall {
  const row = rowOf(callId, OUTSIDE, to, status);
  return { ...row, caller: { ...row.caller, number: "" } };
}

const endsOf = (watch: ReturnType<typeof createWatch>) =>
  watch.events.flatMap((event) =>
    event.type === "ended" ? [`${event.chainId.slice(-1)}-${event.link} ${event.user} ${event.finish}`] : [],
  );

describe("callids that change", () => {
  it("twice under one leg are one conversation", () => {
    const watch = createTalk();
    watch.leg("101", 1, "connected", 8);
    watch.wait(2);
    watch.leg("101", 1, "connected", 9);
    watch.pollFor(3, rowOf(9, OUTSIDE, "101", "talking"));
    watch.gone("101", 1);
    watch.pollNothing();
    expect(watch.news()).toEqual(["ended 101 link 1 ok 15 s"]);
    expect(watch.events.at(-1)?.chainId).toBe("261122090000_7");
    expect(watch.calls.peek().calls.size).toBe(0);
  });

  it("when a parked call that only rows show is picked up", () => {
    const watch = createWatch({ callControl: false });
    watch.pollFor(2, rowOf(7, OUTSIDE, "105", "talking"));
    watch.pollFor(2, rowOf(7, OUTSIDE, "SP0", "talking"));
    watch.pollFor(3, rowOf(9, OUTSIDE, "104", "talking"));
    watch.pollNothing();
    expect(endsOf(watch)).toEqual(["7-1 105 ok", "7-2 104 ok"]);
  });

  it("when a row shows the conference before the legs move into it", () => {
    const watch = createTalk();
    watch.rows(rowOf(7, OUTSIDE, "101", "talking"), rowOf(12, OUTSIDE, "700", "talking"));
    watch.leg("101", 1, "connected", 12, { party: { dn: "700", type: "conference" } });
    watch.pollFor(3, rowOf(12, OUTSIDE, "700", "talking"));
    watch.gone("101", 1);
    watch.pollNothing();
    expect(endsOf(watch)).toEqual(["7-1 101 ok"]);
  });

  it("when rows alone show the join of a consultation that was listed before", () => {
    const watch = createWatch({ callControl: false });
    watch.pollFor(3, rowOf(7, OUTSIDE, "105", "talking"));
    watch.pollFor(3, rowOf(7, OUTSIDE, "105", "talking"), rowOf(8, "105", "104", "talking"));
    watch.pollFor(3, rowOf(8, OUTSIDE, "104", "talking"));
    watch.pollNothing();
    expect(endsOf(watch)).toEqual(["7-1 105 ok", "7-2 104 ok"]);
  });

  it.each([true, false])(
    "ends the internal call that a lost join has used up, a row says it first: %s",
    (row) => {
      const watch = createTalk({ internalCalls: true });
      watch.leg("101", 2, "dialing", 8, { party: B });
      watch.leg("102", 3, "ringing", 8, { party: A });
      watch.leg("101", 2, "connected", 8, { party: B });
      watch.leg("102", 3, "connected", 8, { party: A });
      watch.pollFor(4, rowOf(7, OUTSIDE, "101", "talking"), rowOf(8, "101", "102", "talking"));
      watch.gone("101", 1);
      watch.gone("101", 2);
      watch.news();
      if (row) watch.pollFor(1, rowOf(8, OUTSIDE, "102", "talking"));
      watch.snapshot(false, legOf("102", 3, "connected", 8));
      watch.pollFor(1, rowOf(8, OUTSIDE, "102", "talking"));
      expect(watch.news().toSorted()).toEqual([
        "ended 101 link 1 ok 14 s transferred",
        expect.stringMatching(/^ended 102 link 1 ok \d s$/),
        "started 102 link 2 attended",
      ]);
      expect(watch.calls.openChains()).toBe(1);
    },
  );

  it("into another conversation end the one that was left", () => {
    const watch = createTalk({ activeCalls: false });
    watch.leg("101", 2, "ringing", 8, { number: OTHER });
    watch.leg("101", 2, "connected", 8, { number: OTHER });
    watch.leg("101", 1, "connected", 8, { number: OTHER });
    watch.wait(3);
    expect(endsOf(watch)).toEqual(["7-1 101 ok"]);
  });

  it("of an internal call leave nothing behind when a snapshot shows the change", () => {
    const watch = createWatch({ activeCalls: false });
    watch.leg("101", 2, "connected", 8, { party: B });
    watch.snapshot(false, legOf("101", 2, "connected", 9, { party: B }));
    expect([...watch.calls.peek().calls.keys()]).toEqual([9]);
  });
});

describe("a caller who calls twice", () => {
  it("at once has two conversations, also when the second is first seen connected", () => {
    const watch = createTalk();
    watch.leg("102", 2, "connected", 8, ROUTER);
    expect(watch.news()).toEqual(["ringing 102 ext link 0", "started 102 link 1 none"]);
    watch.gone("101", 1);
    watch.pollFor(2, rowOf(8, OUTSIDE, "102", "talking"));
    watch.gone("102", 2);
    watch.pollNothing();
    expect(endsOf(watch)).toEqual(["7-1 101 ok", "8-1 102 ok"]);
  });

  it("hangs up and calls again between two polls", () => {
    const watch = createWatch({ callControl: false });
    watch.pollFor(3, rowOf(7, OUTSIDE, "105", "talking"));
    watch.pollFor(3, rowOf(8, OUTSIDE, "105", "talking"));
    watch.pollNothing();
    expect(endsOf(watch)).toEqual(["7-1 105 ok", "8-1 105 ok"]);
  });

  it.each([OUTSIDE, "anonymous"])("while the first call is parked (%s)", (number) => {
    const row = number === OUTSIDE ? rowOf.bind(undefined) : undefined;
    const shown = (callId: number, to: string) =>
      row ? row(callId, OUTSIDE, to, "talking") : anonymousRow(callId, to, "talking");
    const watch = createWatch();
    watch.leg("101", 1, "ringing", 7, { number });
    watch.leg("101", 1, "connected", 7, { number });
    watch.pollFor(3, shown(7, "101"));
    watch.gone("101", 1);
    watch.pollFor(3, shown(7, "SP0"));
    watch.pollFor(3, shown(7, "SP0"), shown(8, "900"));
    watch.pollFor(3, shown(7, "SP0"), shown(8, "105"));
    watch.pollFor(3, shown(7, "SP0"));
    watch.leg("102", 3, "connected", 9, { number });
    watch.pollFor(3, shown(9, "102"));
    watch.gone("102", 3);
    watch.pollNothing();
    expect(endsOf(watch)).toEqual(["8-1 105 ok", "7-1 101 ok", "7-2 102 ok"]);
  });

  it("and is passed on within the second call, while the first goes on elsewhere", () => {
    const watch = createWatch();
    watch.leg("102", 1, "ringing", 8);
    watch.leg("102", 1, "connected", 8);
    watch.wait(1);
    watch.leg("101", 2, "ringing", 7);
    watch.leg("101", 2, "connected", 7);
    watch.leg("102", 3, "dialing", 9, { party: C });
    watch.leg("103", 4, "ringing", 9, { party: B });
    watch.leg("102", 3, "connected", 9, { party: C });
    watch.leg("103", 4, "connected", 9, { party: B });
    watch.wait(2);
    watch.leg("103", 4, "connected", 9);
    watch.gone("102", 1);
    watch.gone("102", 3);
    expect(endsOf(watch)).toEqual(["8-1 102 ok"]);
  });

  it("in a row that was an internal call before, while the first call goes on", () => {
    const watch = createWatch({ callControl: false });
    watch.pollFor(2, rowOf(7, OUTSIDE, "105", "talking"), rowOf(8, "103", "102", "talking"));
    watch.pollFor(2, rowOf(7, OUTSIDE, "105", "talking"), rowOf(8, OUTSIDE, "102", "talking"));
    watch.pollNothing();
    expect(endsOf(watch).toSorted()).toEqual(["7-1 105 ok", "8-1 102 ok"]);
  });
});

describe("one extension with two talks", () => {
  it.each([
    ["its legs go first", OTHER],
    ["its legs go last", OTHER],
    ["its legs go first", ""],
    ["its legs go last", ""],
  ])("passes the second on under the consultation's callid, %s, second caller '%s'", (order, second) => {
    const watch = createWatch();
    const first = second === "" ? "" : OUTSIDE;
    watch.leg("101", 1, "ringing", 7, { number: first });
    watch.leg("101", 1, "connected", 7, { number: first });
    watch.wait(5);
    watch.leg("101", 2, "ringing", 8, { number: second });
    watch.leg("101", 2, "connected", 8, { number: second });
    watch.leg("101", 3, "dialing", 9, { party: C });
    watch.leg("103", 4, "ringing", 9, { party: A });
    watch.leg("101", 3, "connected", 9, { party: C });
    watch.leg("103", 4, "connected", 9, { party: A });
    watch.wait(3);
    const leave = () => {
      watch.gone("101", 2);
      watch.gone("101", 3);
    };
    if (order === "its legs go first") leave();
    watch.leg("103", 4, "connected", 9, { number: second });
    if (order !== "its legs go first") leave();
    watch.gone("103", 4);
    watch.wait(3);
    watch.gone("101", 1);
    watch.wait(3);
    expect(endsOf(watch)).toEqual(["8-1 101 ok", "8-2 103 ok", "7-1 101 ok"]);
  });

  it("passes an anonymous first on when that is the one it has left", () => {
    const watch = createWatch();
    const number = "anonymous";
    for (const [legId, callId] of [
      [1, 7],
      [2, 8],
    ] as const) {
      watch.leg("101", legId, "ringing", callId, { number });
      watch.leg("101", legId, "connected", callId, { number });
      watch.wait(2);
    }
    watch.leg("103", 4, "ringing", 9, { party: A });
    watch.leg("103", 4, "connected", 9, { party: A });
    watch.gone("101", 1);
    watch.leg("103", 4, "connected", 9, { number });
    expect(endsOf(watch)).toEqual(["7-1 101 ok"]);
  });

  it("passes the first on when the number says so", () => {
    const watch = createTalk();
    watch.leg("101", 2, "ringing", 8, { number: OTHER });
    watch.leg("101", 2, "connected", 8, { number: OTHER });
    watch.leg("103", 4, "ringing", 9, { party: A });
    watch.leg("103", 4, "connected", 9, { party: A });
    watch.leg("103", 4, "connected", 9, { number: "0774852629" });
    watch.gone("101", 1);
    expect(endsOf(watch)).toEqual(["7-1 101 ok"]);
  });

  it("does not mix anonymous callers up when one of them enters a conference", () => {
    const watch = createWatch({ callControl: false });
    watch.pollFor(2, anonymousRow(7, "105", "talking"));
    watch.pollFor(2, anonymousRow(7, "105", "talking"), anonymousRow(8, "700", "talking"));
    watch.pollFor(2, anonymousRow(8, "700", "talking"));
    watch.pollNothing();
    expect(endsOf(watch)[0]).toBe("7-1 105 ok");
    expect(new Set(watch.events.map((event) => event.chainId)).size).toBe(2);
  });
});

describe("rows", () => {
  it("that come late do not bring an ended call back, but a new call may have its callid", () => {
    const watch = createWatch();
    watch.leg("101", 1, "ringing", 7);
    watch.leg("101", 1, "connected", 7);
    watch.wait(1);
    watch.gone("101", 1);
    watch.wait(2.5);
    expect(endsOf(watch)).toEqual(["7-1 101 ok"]);
    watch.news();
    watch.rows(rowOf(7, OUTSIDE, "105", "talking"));
    expect(watch.news()).toEqual([]);
    watch.rows(rowOf(7, OTHER, "900", "talking"));
    expect(watch.news()).toEqual(["ringing 900 other link 0"]);
  });

  it("that come late for half a minute are believed afterwards", () => {
    const watch = createWatch({ callControl: false });
    watch.rows(rowOf(7, OUTSIDE, "900", "talking"));
    watch.pollNothing();
    watch.news();
    watch.pollFor(35);
    watch.rows(rowOf(7, OUTSIDE, "900", "talking"));
    expect(watch.news()).toEqual(["ringing 900 other link 0"]);
  });

  it("of an outgoing call wait for the phone's own leg, which says it better", () => {
    const watch = createWatch();
    watch.rows(rowOf(7, "101", OUTSIDE, "routing"));
    expect(watch.events).toEqual([]);
    watch.rows(rowOf(7, "101", OUTSIDE, "routing"), rowOf(8, "105", OUTSIDE, "routing"));
    expect(watch.news()).toEqual(["dialing 105 link 0"]);
    watch.pollFor(2, rowOf(8, "105", OUTSIDE, "routing"));
    expect(watch.news()).toEqual([]);
  });

  it("of an internal call make one call of it, however often they change", () => {
    const watch = createWatch({ callControl: false, internalCalls: true });
    watch.pollFor(2, rowOf(7, "105", "104", "routing"));
    watch.pollFor(2, rowOf(7, "105", "104", "talking"));
    watch.pollNothing();
    expect(watch.news()).toEqual([
      "ringing 104 ext link 0",
      "started 104 link 1 none",
      "ended 104 link 1 ok 2 s",
    ]);
  });

  it("of an outgoing call are understood once the directory says that an extension calls", () => {
    const watch = createWatch({ callControl: false, directory: false });
    watch.rows(rowOf(7, "105", OUTSIDE, "routing"));
    expect(watch.news()).toEqual([]);
    watch.directory();
    expect(watch.news()).toEqual(["dialing 105 link 0"]);
  });

  it("of something that dials out and is no extension say nothing", () => {
    const watch = createWatch();
    watch.pollFor(2, rowOf(7, "900", OUTSIDE, "routing"));
    expect(watch.events).toEqual([]);
  });

  it("show the trunk's name, which is not the caller's; a leg fills that in", () => {
    const watch = createWatch();
    const row = rowOf(7, OUTSIDE, "900", "talking");
    watch.rows({ ...row, caller: { ...row.caller, name: "Name 10007" } });
    expect(watch.events.at(-1)?.callerName).toBe("");
    watch.leg("101", 1, "ringing", 7, { name: "Marta" });
    expect(watch.events.at(-1)?.callerName).toBe("Marta");
  });

  it("that name a hostile caller are read like any other", () => {
    for (const name of ["constructor", "__proto__", "toString 1"]) {
      const watch = createWatch();
      watch.rows({ ...rowOf(7, OUTSIDE, "900", "talking"), caller: { dn: "", name, number: OUTSIDE } });
      expect(watch.news()).toEqual(["ringing 900 other link 0"]);
    }
  });

  it("seen first after a gap tell when the call arrived", () => {
    const watch = createWatch({ callControl: false });
    watch.wait(20);
    watch.rowsAfterGap({ ...rowOf(7, OUTSIDE, "900", "talking"), establishedAtMs: START_MS + 5000 });
    expect(watch.events[0]).toMatchObject({ chainId: "261122090005_7", arrivedAtMs: START_MS + 5000 });
  });
});

it("gives no id twice, even when the PBX restarts and uses a callid again within the second", () => {
  const watch = createWatch({ activeCalls: false });
  watch.leg("101", 55, "ringing", 7);
  watch.lost("call-control");
  watch.wait(0.5);
  watch.snapshot(true, legOf("102", 1, "ringing", 7, { number: OTHER }));
  const rings = watch.events.filter((event) => event.type === "ringing").map((event) => event.chainId);
  expect(rings).toEqual(["261122090000_7", "261122090001_7"]);
});

it("takes what comes back out of the dark after its end as a call in the same direction", () => {
  const watch = createTalk({ activeCalls: false });
  watch.gone("101", 1);
  watch.wait(60);
  watch.leg("102", 2, "connected", 7);
  expect(watch.events.at(-1)).toMatchObject({ type: "started", user: "102", direction: "incoming" });
});
