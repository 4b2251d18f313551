/** That the checker of a soak finds what it is there to find, and nothing else. */
import { describe, expect, it } from "vitest";
import { type NativeEvent, nativeEventSchema } from "../../src-shared/webhooks/native-event.ts";
import type { JournalEntry, Receipt, Trouble } from "./journal.ts";
import { createStarvedWatch } from "./starved.ts";
import { judgeCalls } from "./verdict/calls.ts";
import { judgeDelivery } from "./verdict/delivery.ts";
import { judgeMemory } from "./verdict/memory.ts";
import { endpointTold, eventsOf } from "./verdict/told.ts";

const startMs = Date.UTC(2026, 0, 15, 9, 0, 0);
const iso = (atMs: number) => new Date(atMs).toISOString();

type Told = "ringing" | "started" | "ended";

/** As the scenario inbound-answered is told, with its outside number and the suffix 000001. */
function told(event: Told, seq: number, chain = "250917190514_1"): NativeEvent {
  const link = event === "ringing" ? 0 : 1;
  const callerId = "4206010001000001";
  const details = {
    ringing: {},
    started: { transferType: "none", waitS: 4 },
    ended: {
      ...{ finish: "ok", transferType: "none", transferred: false, answeredAt: iso(startMs) },
      ...{ endedAt: iso(startMs + 8000), waitS: 4, talkS: 8, hungUpBy: "external" },
      ...{ standingPoint: "extension", callbackOrdered: false, cause: "" },
    },
  }[event];
  return nativeEventSchema.parse({
    ...{ version: 1, event, eventId: `${chain}/${seq}`, seq, reconstructed: false, pbx: "", chainId: chain },
    ...{ id: `${chain}-${link}`, link, transfers: 0, direction: "incoming" },
    ...{ at: iso(startMs), arrivedAt: iso(startMs), callerId, callerNumber: `+${callerId}`, callerName: "" },
    ...{ did: "DirectDID", didNumber: "", trunk: "", user: "101", userType: "ext", userKind: "extension" },
    ...{ userName: "", callerLeg: "", otherLeg: "" },
    ...details,
  });
}

interface Sent extends Partial<Receipt> {
  readonly event: NativeEvent;
}

function receipts(endpoint: string, ...sent: readonly Sent[]): Receipt[] {
  return sent.map(({ event, ...changes }, index) => {
    const atMs = startMs + index * 1000;
    const target = `/steady/${endpoint}`;
    const body = JSON.stringify(event);
    return { atMs, target, id: event.eventId, body, answer: "200", answeredAtMs: atMs + 5, ...changes };
  });
}

const whole: readonly Sent[] = [
  { event: told("ringing", 1) },
  { event: told("started", 2) },
  { event: told("ended", 3) },
];

function judge(moody: readonly Sent[], interruptions: readonly { fromMs: number; toMs: number }[] = []) {
  const endpoints = [
    endpointTold("steady", "well", receipts("well", ...whole)),
    endpointTold("steady", "moody", receipts("moody", ...moody)),
  ];
  return judgeDelivery(endpoints, [], (endpoint) => (endpoint === "moody" ? interruptions : []));
}

describe("the checker of a soak finds in deliveries", () => {
  it("nothing when all came once and in order", () => {
    expect(judge(whole)).toMatchObject({ findings: [], lost: 0, repeated: 0, expired: 0 });
  });

  it("an event that did not come, also as the last one of its call", () => {
    expect(judge([whole[0]!, whole[2]!])).toMatchObject({
      lost: 1,
      findings: [expect.stringContaining("was lost")],
    });
    expect(judge([whole[0]!, whole[1]!])).toMatchObject({ lost: 1 });
  });

  it("no loss where what followed came so late that nobody wanted the event any more", () => {
    expect(judge([{ ...whole[1]!, atMs: startMs + 60_000 }, whole[2]!])).toMatchObject({
      lost: 0,
      expired: 1,
    });
  });

  it("no loss, either, where nobody got the event in time, but one where what followed came at once", () => {
    const judgeBoth = (lateMs: number) => {
      const late = [
        { ...whole[1]!, atMs: startMs + lateMs },
        { ...whole[2]!, atMs: startMs + lateMs },
      ];
      const both = ["well", "moody"].map((name) => endpointTold("steady", name, receipts(name, ...late)));
      return judgeDelivery(both, [], () => []);
    };
    expect(judgeBoth(60_000)).toMatchObject({ lost: 0, expired: 2 });
    expect(judgeBoth(6_000)).toMatchObject({ lost: 2, expired: 0 });
  });

  it("events that came in another order", () => {
    expect(judge([whole[1]!, whole[0]!, whole[2]!])).toMatchObject({ outOfOrder: 1 });
  });

  it("an event that came again although it was answered well", () => {
    const twice = [whole[0]!, whole[1]!, whole[1]!, whole[2]!];
    expect(judge(twice)).toMatchObject({ repeated: 1, unexplained: 1 });
    expect(judge(twice, [{ fromMs: startMs + 1500, toMs: startMs + 1600 }])).toMatchObject({
      unexplained: 0,
    });
    const failed = [whole[0]!, { ...whole[1]!, answer: "500" }, whole[1]!, whole[2]!];
    expect(judge(failed)).toMatchObject({ repeated: 1, unexplained: 0, findings: [] });
  });

  it("an event whose id or bytes changed", () => {
    const other = JSON.stringify({ ...told("started", 2), callerName: "Somebody" });
    const changed = [whole[0]!, { ...whole[1]!, answer: "500" }, { ...whole[1]!, body: other }, whole[2]!];
    expect(judge(changed).findings).toEqual([expect.stringContaining("other bytes")]);
    const renamed = { event: { ...told("started", 2), eventId: "another" } };
    expect(judge([whole[0]!, renamed, whole[2]!]).findings).toEqual([expect.stringContaining("under 2 ids")]);
  });
});

describe("the checker of a soak finds in calls", () => {
  const play: JournalEntry = {
    type: "play",
    atMs: startMs,
    index: 1,
    scenario: "inbound-answered",
    suffix: "000001",
  };
  const played: JournalEntry = { type: "played", atMs: startMs + 12_000, index: 1, undone: 0 };
  const trouble = (name: string, changes: Partial<Trouble> = {}): Trouble => ({
    ...{ type: "trouble", fromMs: startMs, toMs: startMs + 1000, name, detail: "{}" },
    ...changes,
  });
  const calls = (sent: readonly Sent[], ...troubles: readonly Trouble[]) =>
    judgeCalls(
      "steady",
      [play, played, ...troubles],
      eventsOf([endpointTold("steady", "well", receipts("well", ...sent))]),
    );

  it("nothing when they were told as promised", () => {
    expect(calls(whole)).toMatchObject({ findings: [], calls: { exact: 1, lossy: 0, rules: 0 } });
  });

  it("a call that was not told, or told wrongly, when nothing was in the way", () => {
    expect(calls([]).findings).toHaveLength(1);
    expect(calls([whole[0]!, whole[2]!]).findings).not.toEqual([]);
    const wrong = { event: { ...told("ended", 3), user: "102" } };
    expect(calls([whole[0]!, whole[1]!, wrong]).findings).not.toEqual([]);
  });

  it("nothing in the order of phones that ring at once", () => {
    const group: JournalEntry = { ...play, scenario: "ring-group-answered" };
    const callerId = "4206010016000001";
    const [first, ...others] = ["801", "110", "108", "109"];
    const rings = (users: readonly (string | undefined)[]) =>
      users.map((user, index) => ({ ...told("ringing", index + 1), callerId, user: user ?? "" }));
    const findings = (users: readonly (string | undefined)[]) =>
      judgeCalls("steady", [group, played], rings(users)).findings.join();
    expect(findings([first, ...others])).toBe(findings([first, ...others.toSorted()]));
  });

  it("a call without an end, whatever happened", () => {
    const kill = trouble("kill", { service: "steady" });
    expect(calls([whole[0]!, whole[1]!], kill).findings).toEqual([
      expect.stringContaining("its last event is no end"),
    ]);
    expect(calls([], kill).findings).toEqual([]);
  });

  it("one call told as two", () => {
    const again = whole.map((_, index) => ({
      event: told((["ringing", "started", "ended"] as const)[index] ?? "ended", index + 1, "250917190514_2"),
    }));
    expect(calls([...whole, ...again], trouble("pbx-restart")).findings).toEqual([
      expect.stringContaining("2 chains of 1"),
    ]);
  });

  it("a parked call told as two, but not while the list of active calls is away", () => {
    const chains = ["250917190514_1", "250917190514_2"];
    const events = chains.flatMap((chain) =>
      [told("ringing", 1, chain), told("started", 2, chain), told("ended", 3, chain)].map((event) => ({
        ...event,
        callerId: "4206010044000001",
        callerNumber: "+4206010044000001",
      })),
    );
    const parked: JournalEntry = { ...play, scenario: "park-picked-up" };
    const findings = (hit: Trouble) => judgeCalls("steady", [parked, played, hit], events).findings;
    expect(findings(trouble("faults", { detail: JSON.stringify({ faults: ["failing-xapi"] }) }))).toEqual([]);
    expect(findings(trouble("pbx-restart"))).toEqual([expect.stringContaining("2 chains of 1")]);
  });

  it("a call that nobody made", () => {
    expect(
      judgeCalls(
        "steady",
        [],
        whole.map(({ event }) => event),
      ).findings,
    ).toEqual([expect.stringContaining("nobody called")]);
  });

  it("what a machine without time for it lost, but not a call told wrongly", () => {
    const slow = trouble("slow-machine", { service: "steady" });
    expect(calls([whole[0]!, whole[2]!], slow)).toMatchObject({ calls: { lossy: 1 } });
    expect(calls([whole[0]!, whole[1]!], slow).findings).not.toEqual([]);
  });

  it("what was under way when the soak was cut off", () => {
    const begin = (atMs: number): JournalEntry => ({ type: "begin", atMs, seed: 1, hours: 1 });
    const sample = (atMs: number): JournalEntry => ({ type: "sample", atMs, elapsedMs: 0 });
    const modes = (...more: readonly JournalEntry[]) =>
      judgeCalls("steady", [begin(startMs - 60_000), sample(startMs - 40_000), play, played, ...more], [])
        .calls;
    expect(modes()).toMatchObject({ exact: 1, rules: 0 });
    expect(modes(sample(startMs + 4_000), begin(startMs + 70_000))).toMatchObject({ exact: 0, rules: 1 });
  });

  it("what troubles of another service excuse: nothing", () => {
    const kill = trouble("kill", { service: "killed" });
    expect(calls([whole[0]!, whole[1]!], kill)).toMatchObject({ calls: { exact: 1 } });
  });
});

describe("the watch over those whom a busy machine keeps waiting", () => {
  const watched = [
    { name: "pbx", pid: 1 },
    { name: "steady", pid: 2 },
    { name: "weak", pid: undefined },
  ];

  it("names who waited for most of the time since the last look", () => {
    const waited = new Map([
      [1, 10_000],
      [2, 500],
    ]);
    const watch = createStarvedWatch((pid) => waited.get(pid));
    expect(watch.look(watched, 1000)).toEqual([]);
    waited.set(1, 10_200).set(2, 2_300);
    expect(watch.look(watched, 3000)).toEqual(["steady"]);
    expect(watch.look(watched, 5000)).toEqual([]);
  });

  it("takes nothing over from a process whose number a new one has", () => {
    const waited = new Map([[1, 10_000]]);
    const watch = createStarvedWatch((pid) => waited.get(pid));
    watch.look(watched, 1000);
    waited.delete(1);
    watch.look(watched, 3000);
    waited.set(1, 40_000);
    expect(watch.look(watched, 5000)).toEqual([]);
  });
});

describe("the checker of a soak finds in samples of memory", () => {
  const samples = (mbAt: (minutes: number) => number, minutes: number): JournalEntry[] =>
    Array.from({ length: minutes + 1 }, (_, minute) => ({
      ...{ type: "sample", atMs: 0, elapsedMs: minute * 60_000, rssKb: mbAt(minute) * 1024 },
    }));

  it("that a few minutes say nothing", () => {
    expect(judgeMemory(samples(() => 100, 34))).toMatchObject({ kind: "too-short" });
  });

  it("no growth in what goes up and down, nor while caches fill", () => {
    const wave = (minute: number) => (minute < 25 ? 60 + minute : 100 + (minute % 2) * 10);
    expect(judgeMemory(samples(wave, 60))).toMatchObject({ kind: "measured", ok: true });
  });

  it("growth that goes on and on", () => {
    expect(judgeMemory(samples((minute) => 100 + minute, 60))).toMatchObject({ kind: "measured", ok: false });
  });
});
