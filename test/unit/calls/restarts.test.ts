/** A restart of this program in each phase of a call: what was stored with the last events is all that is left. */
import { describe, expect, it } from "vitest";
import type { ActiveCall } from "../../../src-shared/telephony/active-call.ts";
import type { Leg } from "../../../src-shared/telephony/leg.ts";
import { createTalk, createWatch, legOf, OUTSIDE, rowOf, START_MS } from "./watch.ts";

type Watch = ReturnType<typeof createWatch>;

const A = { dn: "101", type: "extension" } as const;
const at = (dn: string, status: ActiveCall["status"] = "talking") => rowOf(7, OUTSIDE, dn, status);

interface Phase {
  before(): Watch;
  /** What the PBX shows when the program is back, five seconds later. */
  legs: Leg[];
  rows: ActiveCall[];
  after(watch: Watch): void;
  news: unknown[];
}

function transferred(): Watch {
  const watch = createTalk();
  watch.leg("102", 2, "ringing", 7, { referredBy: A });
  watch.gone("101", 1);
  watch.pollFor(2, at("102", "transferring"));
  return watch;
}

function finish(watch: Watch, dn: string, legId: number) {
  watch.leg(dn, legId, "connected", 7);
  watch.pollFor(3, at(dn));
  watch.gone(dn, legId);
  watch.pollNothing();
}

const phases: Record<string, Phase> = {
  ringing: {
    before() {
      const watch = createWatch();
      watch.leg("101", 1, "ringing", 7);
      watch.pollFor(2, at("101", "routing"));
      return watch;
    },
    legs: [legOf("101", 1, "ringing", 7)],
    rows: [at("101", "routing")],
    after: (watch) => finish(watch, "101", 1),
    news: ["started 101 link 1 none", "ended 101 link 1 ok 3 s"],
  },
  "waiting in a queue": {
    before() {
      const watch = createWatch();
      watch.pollFor(2, at("800"));
      return watch;
    },
    legs: [],
    rows: [at("800")],
    after(watch) {
      watch.leg("101", 1, "ringing", 7);
      finish(watch, "101", 1);
    },
    news: ["ringing 101 ext link 0", "started 101 link 1 none", "ended 101 link 1 ok 3 s"],
  },
  talking: {
    before: () => createTalk(),
    legs: [legOf("101", 1, "connected", 7)],
    rows: [at("101")],
    after: (watch) => finish(watch, "101", 1),
    // What was stored last is the start; from there it is five seconds of absence and three more.
    news: ["ended 101 link 1 ok 8 s"],
  },
  transferred: {
    before: transferred,
    legs: [legOf("102", 2, "ringing", 7, { referredBy: A })],
    rows: [at("102", "transferring")],
    after: (watch) => finish(watch, "102", 2),
    news: ["started 102 link 2 blind", "ended 102 link 2 ok 3 s"],
  },
  "transferred, and back again meanwhile": {
    before: transferred,
    legs: [legOf("101", 3, "ringing", 7)],
    rows: [at("101", "routing")],
    after: (watch) => finish(watch, "101", 3),
    news: [
      "ended 102 link 2 missed 0 s transferred (reconstructed)",
      "ringing 101 ext link 3",
      "started 101 link 3 blind",
      "ended 101 link 3 ok 3 s",
    ],
  },
  parked: {
    before() {
      const watch = createTalk();
      watch.gone("101", 1);
      watch.pollFor(3, at("SP0"));
      return watch;
    },
    legs: [],
    rows: [at("SP0")],
    after(watch) {
      watch.pollFor(2, at("SP0"));
      finish(watch, "102", 2);
    },
    news: [
      expect.stringMatching(/^ended 101 link 1 ok \d+ s transferred$/),
      "started 102 link 2 blind",
      "ended 102 link 2 ok 3 s",
    ],
  },
  "over, and the call log is asked": {
    before() {
      const watch = createWatch();
      watch.leg("101", 1, "ringing", 7);
      watch.wait(1);
      watch.gone("101", 1);
      watch.wait(3);
      expect(watch.calls.callLogWanted()).toBeDefined();
      return watch;
    },
    legs: [],
    rows: [],
    after(watch) {
      watch.pollNothing();
      watch.log(true);
    },
    news: ["ended 101 link 0 missed 0 s (reconstructed)"],
  },
  "talking, and over meanwhile": {
    before: () => createTalk(),
    legs: [],
    rows: [],
    after(watch) {
      watch.pollNothing();
      watch.log(true);
    },
    news: [expect.stringMatching(/^ended 101 link 1 ok \d+ s \(reconstructed\)$/)],
  },
};

describe.each(["legs", "rows"])("restarted, the %s are read first", (first) => {
  it.each(Object.entries(phases))("%s", (_name, phase) => {
    const before = phase.before();
    const watch = createWatch({ stored: before.stored(), callControl: false, activeCalls: false });
    watch.wait(5);
    if (first === "legs") watch.snapshot(true, ...phase.legs);
    watch.rowsAfterGap(...phase.rows);
    if (first === "rows") watch.snapshot(true, ...phase.legs);
    phase.after(watch);
    expect(watch.news()).toEqual(phase.news);
    expect(watch.calls.openChains()).toBe(0);
    expect(new Set([...before.events, ...watch.events].map((event) => event.chainId)).size).toBe(1);
  });
});

it("asks the call log about the time since the last thing that was stored", () => {
  const before = createTalk();
  const watch = createWatch({ stored: before.stored(), callControl: false, activeCalls: false });
  watch.wait(60);
  watch.rowsAfterGap(at("101"));
  expect(watch.calls.callLogWanted()).toMatchObject({ unseen: [{ fromMs: before.stored().atMs }] });
});

it("does not ask again what was being asked: the question is put anew if it is still needed", () => {
  const before = createWatch();
  before.rows(rowOf(7, OUTSIDE, "801", "talking"));
  before.pollNothing();
  expect(before.calls.callLogWanted()).toBeDefined();
  const watch = createWatch({ stored: before.stored(), callControl: false, activeCalls: false });
  watch.wait(1);
  watch.snapshot(true);
  watch.rowsAfterGap(rowOf(7, OUTSIDE, "801", "talking"));
  watch.log(true);
  expect(watch.news()).toEqual([]);
  expect(watch.calls.openChains()).toBe(1);
});

it.each(["legs", "rows"])(
  "takes a talk that moved into a conference meanwhile for the same, also before it knows the directory, the %s first",
  (first) => {
    const before = createTalk();
    const watch = createWatch({
      stored: before.stored(),
      ...{ callControl: false, activeCalls: false, directory: false },
    });
    watch.wait(5);
    const room = { dn: "700", type: "conference" } as const;
    const legs = ["101", "102"].map((dn, index) => legOf(dn, index + 2, "connected", 9, { party: room }));
    const answeredAtMs = before.events.find(({ type }) => type === "started")?.atMs ?? 0;
    const outside = { ...rowOf(9, OUTSIDE, "700", "talking"), establishedAtMs: answeredAtMs };
    const guest = rowOf(9, "102", "700", "talking");
    const rows = [outside, rowOf(9, "101", "700", "talking"), guest];
    if (first === "legs") watch.snapshot(true, ...legs);
    watch.rowsAfterGap(...rows);
    if (first === "rows") watch.snapshot(true, ...legs);
    watch.directory();
    watch.pollFor(3, ...rows);
    watch.gone("101", 2);
    watch.pollFor(2, outside, guest);
    watch.gone("102", 3);
    watch.pollNothing();
    watch.log(true);
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 8 s transferred",
      "started 102 link 2 attended",
      "ended 102 link 2 ok 2 s (reconstructed)",
    ]);
    expect(new Set([...before.events, ...watch.events].map(({ chainId }) => chainId)).size).toBe(1);
  },
);

describe("a talk whose attended transfer was completed while the service was down", () => {
  const arrivedAtMs = START_MS;
  const talk = () => {
    const watch = createWatch();
    watch.leg("101", 1, "ringing", 7);
    watch.pollFor(4, rowOf(7, OUTSIDE, "101", "routing"));
    watch.leg("101", 1, "connected", 7);
    watch.pollFor(10, rowOf(7, OUTSIDE, "101", "talking"));
    return watch;
  };
  const joined = (establishedAtMs: number) => ({ ...rowOf(9, OUTSIDE, "102", "talking"), establishedAtMs });

  it.each([
    ["arrived", arrivedAtMs],
    ["was answered", arrivedAtMs + 4_000],
  ])("goes on under the callid of the consultation; its row shows since when it %s", (_since, atMs) => {
    const before = talk();
    const watch = createWatch({ stored: before.stored(), callControl: false, activeCalls: false });
    watch.wait(5);
    watch.rowsAfterGap(joined(atMs));
    watch.snapshot(true, legOf("102", 4, "connected", 9));
    watch.pollFor(3, joined(atMs));
    watch.gone("102", 4);
    watch.pollNothing();
    watch.log(true);
    expect(new Set([...before.events, ...watch.events].map(({ chainId }) => chainId)).size).toBe(1);
    expect(watch.news().filter((each) => each.startsWith("started"))).toHaveLength(1);
    expect(watch.calls.openChains()).toBe(0);
  });

  it("is another one when the first is still listed", () => {
    const before = talk();
    const watch = createWatch({ stored: before.stored(), callControl: false, activeCalls: false });
    watch.wait(5);
    watch.rowsAfterGap(rowOf(7, OUTSIDE, "101", "talking"), joined(arrivedAtMs));
    watch.snapshot(true, legOf("101", 1, "connected", 7), legOf("102", 4, "connected", 9));
    expect(new Set([...before.events, ...watch.events].map(({ chainId }) => chainId)).size).toBe(2);
  });
});

it("ends a call whose leg was stored with another call, too, to which it had moved before a second restart", () => {
  const before = createTalk();
  const off = { callControl: false, activeCalls: false } as const;
  const second = createWatch({ stored: before.stored(), ...off, directory: false });
  second.wait(5);
  const room = { dn: "700", type: "conference" } as const;
  // Nothing tells that this is the same talk.
  second.rowsAfterGap(rowOf(9, OUTSIDE, "700", "talking"), rowOf(9, "101", "700", "talking"));
  second.snapshot(true, legOf("101", 1, "connected", 9, { party: room }));
  second.wait(1);
  const documents = new Map(
    [...before.stored().documents, ...second.stored().documents].map((each) => [each.key, each]),
  );
  const third = createWatch({ stored: { atMs: second.nowMs(), documents: [...documents.values()] }, ...off });
  third.wait(10);
  third.snapshot(true);
  third.rowsAfterGap();
  third.pollNothing();
  third.log(true);
  third.wait(120);
  third.log(true);
  expect(third.calls.openChains()).toBe(0);
});
