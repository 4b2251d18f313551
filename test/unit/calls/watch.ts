/** A hand for call tests: says what the PBX shows, one line each, and writes the events as short texts. */
import { createCalls } from "../../../src-main/calls/create-calls.ts";
import type { CallOptions } from "../../../src-main/calls/call-options.ts";
import type { CallDocumentsChange, StoredCalls } from "../../../src-main/calls/stored-calls.ts";
import type { ActiveCall, ActiveCallStatus } from "../../../src-shared/telephony/active-call.ts";
import type { CallEvent } from "../../../src-shared/telephony/call-event.ts";
import type { LoggedCall } from "../../../src-shared/telephony/call-log.ts";
import type { Directory } from "../../../src-shared/telephony/directory.ts";
import type { DnRef, DnType } from "../../../src-shared/telephony/dn.ts";
import type { Leg, LegStatus } from "../../../src-shared/telephony/leg.ts";
import type { CallSource, Observation } from "../../../src-shared/telephony/observation.ts";

export const START_MS = Date.UTC(2026, 10, 22, 9, 0, 0);
const EXTENSIONS = ["101", "102", "103", "104"];

export const directory: Directory = {
  entries: Object.fromEntries(
    (
      [
        ...EXTENSIONS.map((dn) => [dn, "extension"]),
        ["105", "extension"],
        ["800", "queue"],
        ["801", "queue"],
        ["802", "ring-group"],
        ["900", "ivr"],
        ["666", "special-menu"],
        ["700", "conference"],
        ["SP0", "parking"],
        ["10007", "external-line"],
      ] as [string, DnType][]
    ).map(([dn, type]) => [dn, { dn, type, name: `Name ${dn}`, offersCallback: dn === "801" }]),
  ),
  inboundRules: [
    { name: "PragueDID", didNumber: "420223003090", trunkDn: "10007", destinations: ["900"] },
    { name: "DirectDID", didNumber: "420223003091", trunkDn: "10007", destinations: ["101"] },
  ],
};

export interface LegExtras {
  number?: string;
  name?: string;
  did?: string;
  party?: DnRef;
  originatedBy?: DnRef;
  referredBy?: DnRef;
  onBehalfOf?: DnRef;
}

const defaults: CallOptions = {
  timezone: "UTC",
  internalCalls: false,
  numbers: "digits",
  activeCallsPollS: 1,
};
export const OUTSIDE = "+420774852629";

export function legOf(
  dn: string,
  legId: number,
  status: LegStatus,
  callId: number,
  extras: LegExtras = {},
): Leg {
  const party = extras.party ?? { dn: "10007", type: "external-line" };
  const { originatedBy, referredBy, onBehalfOf } = extras;
  return {
    legId,
    dn,
    dnType: directory.entries[dn]?.type ?? "unknown",
    status,
    callId,
    party: {
      dn: party.dn,
      type: party.type,
      number: extras.number ?? (party.type === "external-line" ? OUTSIDE : party.dn),
      name: extras.name ?? "",
    },
    did: extras.did ?? "",
    deviceId: `sip:${dn}@127.0.0.1`,
    ...(originatedBy ? { originatedBy } : {}),
    ...(referredBy ? { referredBy } : {}),
    ...(onBehalfOf ? { onBehalfOf } : {}),
  };
}

/** `from` and `to` are a DN or, when they begin with +, an outside number on the trunk. */
export function rowOf(callId: number, from: string, to: string, status: ActiveCallStatus): ActiveCall {
  const party = (text: string) =>
    text.startsWith("+")
      ? { dn: "10007", name: "Trunk", number: text }
      : { dn: /^\d/.test(text) ? text : "", name: /^\d/.test(text) ? "" : text, number: "" };
  return { callId, caller: party(from), callee: party(to), status };
}

export interface WatchOptions extends Partial<CallOptions> {
  callControl?: boolean;
  activeCalls?: boolean;
  directory?: boolean;
  stored?: StoredCalls;
}

/** 101 talks with the outside party for ten seconds, in callid 7, by leg 1; its events are read. */
export function createTalk(options: WatchOptions = {}) {
  const watch = createWatch(options);
  watch.leg("101", 1, "ringing", 7);
  watch.leg("101", 1, "connected", 7);
  if (options.activeCalls === false) watch.wait(10);
  else watch.pollFor(10, rowOf(7, OUTSIDE, "101", "talking"));
  watch.news();
  return watch;
}

/** A machine with both sources up and nothing going on, at second 0. */
export function createWatch(options: WatchOptions = {}) {
  const { callControl = true, activeCalls = true, directory: known = true, stored, ...callOptions } = options;
  let nowMs = stored?.atMs ?? START_MS;
  let setByMs = 0;
  const clock = { nowMs: () => nowMs, steadyMs: () => nowMs - setByMs, after: () => () => {} };
  const calls = createCalls({ ...defaults, ...callOptions }, clock);
  if (stored) calls.resume(stored, stored.atMs ?? START_MS);
  const changes: CallDocumentsChange[] = [];
  const events: CallEvent[] = [];
  const unread: CallEvent[] = [];
  const feed = (observation: Observation) => {
    const { events: news, change } = calls.observe(observation);
    if (change) changes.push(change);
    events.push(...news);
    unread.push(...news);
  };
  const monitored = EXTENSIONS.map((dn): DnRef => ({ dn, type: "extension" }));
  const watch = {
    calls,
    events,
    feed,
    /** Moves time on, in the steps the machine asks for. */
    wait(seconds: number) {
      const untilMs = nowMs + seconds * 1000;
      for (;;) {
        const wakeAtMs = calls.nextWakeAtMs();
        if (wakeAtMs === undefined || wakeAtMs > untilMs) break;
        nowMs = Math.max(nowMs, wakeAtMs);
        feed({ type: "time", atMs: nowMs });
      }
      nowMs = untilMs;
    },
    /** Somebody sets the machine's clock. */
    setClock(byMs: number) {
      nowMs += byMs;
      setByMs += byMs;
    },
    leg(dn: string, legId: number, status: LegStatus, callId: number, extras: LegExtras = {}) {
      feed({ type: "leg", atMs: nowMs, leg: legOf(dn, legId, status, callId, extras) });
    },
    gone(dn: string, legId: number) {
      feed({ type: "leg-gone", atMs: nowMs, dn, legId });
    },
    rows(...rows: ActiveCall[]) {
      feed({ type: "active-calls", atMs: nowMs, askedAtMs: nowMs, afterGap: false, calls: rows });
    },
    /** The PBX has taken so long to answer. */
    lateRows(seconds: number, ...rows: ActiveCall[]) {
      feed({
        ...{ type: "active-calls", atMs: nowMs, askedAtMs: nowMs - seconds * 1000, afterGap: false },
        calls: rows,
      });
    },
    /** The same rows once a second. */
    pollFor(seconds: number, ...rows: ActiveCall[]) {
      for (let second = 0; second < seconds; second++) {
        watch.wait(1);
        watch.rows(...rows);
      }
    },
    /** Two polls without any call: what no leg keeps open is over. */
    pollNothing() {
      watch.pollFor(2);
    },
    rowsAfterGap(...rows: ActiveCall[]) {
      feed({ type: "active-calls", atMs: nowMs, askedAtMs: nowMs, afterGap: true, calls: rows });
    },
    snapshot(afterGap: boolean, ...legs: Leg[]) {
      feed({ type: "snapshot", atMs: nowMs, askedAtMs: nowMs, afterGap, monitored, legs });
    },
    directory() {
      feed({ type: "directory", atMs: nowMs, directory });
    },
    lost(source: CallSource) {
      feed({ type: "source-lost", atMs: nowMs, source });
    },
    log(final: boolean, ...logged: LoggedCall[]) {
      feed({ type: "call-log", atMs: nowMs, fromMs: START_MS, toMs: nowMs, final, calls: logged });
    },
    /** The events since the last look, e.g. `started 101 link 1 none`. */
    news(): string[] {
      return unread.splice(0).flatMap(describe);
    },
    /** The same with the events of the native dialect only. */
    newsInFull(): string[] {
      return unread.splice(0).map((event) => describe(event)[0] ?? `${event.type} ${event.user}`);
    },
    nowMs: () => nowMs,
    /** What a store that wrote every change would hand over at the next start. */
    stored: (): StoredCalls => storedFrom(changes),
  };
  if (known) watch.directory();
  if (callControl) watch.snapshot(true);
  if (activeCalls) watch.rowsAfterGap();
  return watch;
}

function describe(event: CallEvent): string[] {
  const mark = event.reconstructed ? " (reconstructed)" : "";
  switch (event.type) {
    case "ringing":
      return [`ringing ${event.user} ${event.userType} link ${event.link}${mark}`];
    case "dialing":
      return [`dialing ${event.user} link ${event.link}${mark}`];
    case "started":
      return [`started ${event.user} link ${event.link} ${event.transferType}${mark}`];
    case "ended": {
      const transferred = event.transferred ? " transferred" : "";
      return [`ended ${event.user} link ${event.link} ${event.finish} ${event.talkS} s${transferred}${mark}`];
    }
    case "queued":
    case "ringing_stopped":
    case "transfer":
    case "voicemail":
    case "chain_ended":
      return [];
    default: {
      const _never: never = event;
      return _never;
    }
  }
}

/** Applies changes as a store would. */
export function storedFrom(changes: readonly CallDocumentsChange[]): StoredCalls {
  const documents = new Map<string, string>();
  for (const { put, remove } of changes) {
    for (const key of remove) documents.delete(key);
    for (const { key, json } of put) documents.set(key, json);
  }
  return {
    atMs: changes.at(-1)?.atMs,
    documents: [...documents].map(([key, json]) => ({ key, json })),
  };
}

/** An incoming call of five seconds as the call log tells it. */
export function loggedCall(extras: Partial<LoggedCall>): LoggedCall {
  return {
    historyId: "h",
    callId: 7,
    startedAtMs: Date.UTC(2026, 10, 22, 9, 0, 0),
    endedAtMs: Date.UTC(2026, 10, 22, 9, 0, 5),
    direction: "incoming",
    number: OUTSIDE,
    name: "",
    didNumber: "",
    callbackOrdered: false,
    segments: [],
    ...extras,
  };
}
