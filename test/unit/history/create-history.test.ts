/** Live calls, their webhooks and today's counts, over restarts. */
import { describe, expect, it } from "vitest";
import { createHistory } from "../../../src-main/history/create-history.ts";
import { createMemoryCallStore } from "../../../src-main/history/memory-call-store.ts";
import { createVirtualClock } from "../../../src-main/simulator/virtual-clock.ts";
import type { CallView } from "../../../src-shared/contract/call-view.ts";
import type { CallEvent } from "../../../src-shared/telephony/call-event.ts";
import type { AttemptRecord } from "../../../src-shared/webhooks/delivery-report.ts";
import type { AcceptedEvent } from "../../../src-main/webhooks/types.ts";

const startMs = Date.UTC(2026, 10, 22, 9);
const silent = { debug() {}, info() {}, warn() {}, error() {} };

function opened(store = createMemoryCallStore()) {
  const clock = createVirtualClock({ startMs });
  const history = createHistory({ store, clock, log: silent, timezone: "UTC", simulated: false });
  const news: { changed: string[]; ended: string[] }[] = [];
  history.onNews(({ changed, ended }) => news.push({ changed: changed.map(idOf), ended: ended.map(idOf) }));
  return { store, clock, history, news };
}

const idOf = ({ chainId }: CallView) => chainId;

const common = {
  chainId: "261122090000_1",
  link: 0,
  atMs: startMs,
  arrivedAtMs: startMs,
  direction: "incoming",
  callerId: "301234567",
  callerNumber: "+301234567",
  callerName: "",
  did: "",
  didNumber: "",
  trunkDn: "10000",
  user: "101",
  userType: "ext",
  userDnType: "extension",
  userName: "Desk",
  reconstructed: false,
  callerLeg: "",
  otherLeg: "",
} as const;
const ringing: CallEvent = { ...common, type: "ringing" };
const over: CallEvent = { ...common, type: "chain_ended", atMs: startMs + 9000, finish: "missed", links: [] };

function acceptanceOf(event: CallEvent, id: string) {
  const request = {
    method: "GET",
    url: "https://crm.example.com/",
    baseUrl: "https://crm.example.com/",
  } as const;
  const deliveries = [{ endpoint: "crm", request, deadlineAtMs: startMs + 60_000 }];
  const accepted: AcceptedEvent = {
    ...{ id, chainId: event.chainId, linkId: `${event.chainId}-0`, seq: 1, type: event.type },
    ...{ acceptedAtMs: startMs, deliveries },
  };
  return { accepted, event };
}

function attempt(
  eventId: string,
  result: AttemptRecord["result"],
  more: Partial<AttemptRecord> = {},
): AttemptRecord {
  return {
    ...{ atMs: startMs, endpoint: "crm", mirror: false, eventId, type: "ringing", chainId: common.chainId },
    ...{ linkId: `${common.chainId}-0`, seq: 1, attempt: 1, method: "GET", url: "", result },
    phases: { queueMs: 0, totalMs: 1 },
    ...more,
  };
}

describe("the history of calls", () => {
  it("shows a call while it lives and tells of it at most ten times a second", async () => {
    const { history, clock, news } = opened();
    for (let n = 0; n < 50; n += 1) history.event({ ...ringing, atMs: startMs + n });
    expect(history.live().map(idOf)).toEqual([common.chainId]);
    await clock.runFor(100);
    expect(news).toEqual([{ changed: [common.chainId], ended: [] }]);
    history.event(over);
    await clock.runFor(100);
    expect(news.slice(1)).toEqual([{ changed: [], ended: [common.chainId] }]);
    expect(history.live()).toEqual([]);
    expect((await history.page({})).rows.map(idOf)).toEqual([common.chainId]);
  });

  it("counts today's calls once each, the missed ones when they are over", async () => {
    const { history } = opened();
    history.event(ringing);
    history.event(ringing);
    expect(history.today()).toMatchObject({ incoming: 1, outgoing: 0, missed: 0 });
    history.event(over);
    expect(history.today()).toMatchObject({ incoming: 1, missed: 1 });
  });

  it("notes with each event what became of it at each endpoint, and leaves tests out", async () => {
    const { history } = opened();
    history.event(ringing);
    history.accepted(acceptanceOf(ringing, "E1"));
    history.attempt(attempt("E1", "retry"));
    history.attempt(attempt("test_1", "gave-up", { test: true }));
    expect((await history.get(common.chainId))?.events[0]?.deliveries).toEqual([
      { endpoint: "crm", state: "retry" },
    ]);
    history.attempt(attempt("E1", "delivered"));
    expect((await history.get(common.chainId))?.events).toMatchObject([
      { eventId: "E1", type: "ringing", user: "101", deliveries: [{ endpoint: "crm", state: "delivered" }] },
    ]);
  });

  it("takes up after a restart what still goes on, and ends what does not", async () => {
    const { store, history } = opened();
    history.event(ringing);
    history.event({ ...ringing, chainId: "261122090000_2" });
    const next = opened(store);
    await next.history.start([common.chainId]);
    expect(next.history.live().map(idOf)).toEqual([common.chainId]);
    expect(await next.history.get("261122090000_2")).toMatchObject({ state: "ended", reconstructed: true });
    expect(next.history.today()).toMatchObject({ incoming: 2 });
    next.history.event(over);
    expect(next.history.today()).toMatchObject({ incoming: 2, missed: 1 });
  });

  it("goes on with a call's legs after a restart, and tells windows of it without them", async () => {
    const party = { dn: "10000", type: "external-line", number: "+301234567", name: "" } as const;
    const leg = {
      legId: 1,
      dn: "101",
      dnType: "extension",
      callId: 1,
      party,
      did: "",
      deviceId: "",
    } as const;
    const change = (atMs: number, status: "ringing" | "connected", isGone = false) => ({
      ...{ atMs, callId: 1, chainId: common.chainId, dnType: leg.dnType, dnName: "Desk", isGone },
      leg: { ...leg, status },
    });
    const { store, history } = opened();
    history.event(ringing);
    history.legs([change(startMs, "ringing")], () => common.chainId);
    const next = opened(store);
    await next.history.start([common.chainId]);
    next.history.legs([change(startMs + 5, "connected")], () => common.chainId);
    next.history.legs([change(startMs + 9, "connected", true)], () => common.chainId);
    expect(next.history.live()[0]?.legs).toBeUndefined();
    const call = await next.history.get(common.chainId);
    expect(call?.legs).toMatchObject([{ dn: "101", name: "Desk", goneAtMs: startMs + 9 }]);
    expect(call?.legs?.[0]?.states.map(({ status }) => status)).toEqual(["ringing", "connected"]);
  });

  it("finds an old call in the store when a late answer comes", async () => {
    const { store, history } = opened();
    history.event(ringing);
    history.accepted(acceptanceOf(ringing, "E1"));
    history.event(over);
    const next = opened(store);
    await next.history.start([]);
    next.history.attempt(attempt("E1", "delivered"));
    await next.clock.runFor(100);
    expect((await next.history.get(common.chainId))?.events[0]?.deliveries[0]?.state).toBe("delivered");
    expect(next.history.today().incoming).toBe(1);
  });
});
