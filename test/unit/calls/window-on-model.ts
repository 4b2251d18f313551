/**
 * Looks at the simulator's model as `pbx` would look at the PBX, without any network in between: each
 * change of a leg is read at once, rows once a second, the log when the machine asks. Virtual time.
 */
import { createCalls } from "../../../src-main/calls/create-calls.ts";
import type { CallDocumentsChange } from "../../../src-main/calls/stored-calls.ts";
import { createWake } from "../../../src-main/calls/wake.ts";
import { parseActiveCall } from "../../../src-main/pbx/wire/active-call-rows.ts";
import { parseCallLog } from "../../../src-main/pbx/wire/call-log-rows.ts";
import {
  parseCallbackQueue,
  parseInboundRule,
  parsePeer,
} from "../../../src-main/pbx/wire/directory-rows.ts";
import { parseDnList } from "../../../src-main/pbx/wire/dn-list.ts";
import { dnTypeOfWord } from "../../../src-main/pbx/wire/dn-types.ts";
import { parseParticipant } from "../../../src-main/pbx/wire/participant.ts";
import type { PbxModel, SimChange } from "../../../src-main/simulator/model/types.ts";
import type { VirtualClock } from "../../../src-main/simulator/virtual-clock.ts";
import type { ActiveCall } from "../../../src-shared/telephony/active-call.ts";
import type { CallEvent } from "../../../src-shared/telephony/call-event.ts";
import type { Directory, DirectoryEntry } from "../../../src-shared/telephony/directory.ts";
import type { Observation } from "../../../src-shared/telephony/observation.ts";
import { storedFrom } from "./watch.ts";

export type FirstHeard = "legs" | "rows";

export interface WindowOptions {
  readonly callControl?: boolean;
  readonly activeCalls?: boolean;
  readonly internalCalls?: boolean;
  /** ActiveCalls answers with what it knew this long ago. */
  readonly rowsLagMs?: number;
  /** When the call log answers, for the one time. */
  readonly logAfterMs?: number;
}

export function createWindow(model: PbxModel, clock: VirtualClock, options: WindowOptions = {}) {
  const {
    callControl = true,
    activeCalls = true,
    internalCalls = false,
    rowsLagMs = 0,
    logAfterMs = 60_000,
  } = options;
  const events: CallEvent[] = [];
  const observations: Observation[] = [];
  /** It has run before, so that there is a time to go on from. */
  const changes: CallDocumentsChange[] = [{ atMs: clock.nowMs(), put: [], remove: [] }];
  const shown: ActiveCall[][] = [];
  let afterGap = false;
  /** What waits for a program that stands still. */
  let isDown = false;
  let waiting: { readonly messages: (() => void)[]; readonly timers: (() => void)[] } | undefined;
  /** Rises with each start of the program: what an earlier run set going comes to nothing. */
  let run = 0;
  let askedRequest = 0;
  let { calls, wake } = boot();

  function boot() {
    const ownCalls = createCalls({ timezone: "UTC", internalCalls, numbers: "digits", activeCallsPollS: 1 });
    return { calls: ownCalls, wake: createWake({ ...clock, after }, ownCalls, feed) };
  }

  /** A timer of this run, late when the program stands still. */
  function after(delayMs: number, callback: () => void): () => void {
    const mine = run;
    let cancelled = false;
    const go = () => {
      if (mine === run && !cancelled) callback();
    };
    clock.after(delayMs, () => (waiting ? waiting.timers.push(go) : go()));
    return () => {
      cancelled = true;
    };
  }

  function feed(observation: Observation): void {
    observations.push(observation);
    const { events: news, change } = calls.observe(observation);
    events.push(...news);
    if (change) changes.push(change);
    const wanted = calls.callLogWanted();
    if (wanted && wanted.request !== askedRequest) {
      askedRequest = wanted.request;
      after(logAfterMs, () => readLog(wanted.fromMs, wanted.toMs));
    }
    wake.schedule();
  }

  function readLog(fromMs: number, toMs: number): void {
    const rows = model.callLog(fromMs - 60_000, toMs + 1000);
    const known = (dn: string) => directory().entries[dn]?.type ?? "unknown";
    const { calls: logged } = parseCallLog(rows, known);
    feed({ type: "call-log", atMs: clock.nowMs(), fromMs, toMs, final: true, calls: logged });
  }

  function directory(): Directory {
    const { Peers, Queues, InboundRules } = model.collections();
    const callback = new Set(Queues.map(parseCallbackQueue));
    const entries: Record<string, DirectoryEntry> = {};
    for (const row of Peers) {
      const entry = parsePeer(row);
      if (entry) entries[entry.dn] = callback.has(entry.dn) ? { ...entry, offersCallback: true } : entry;
    }
    return { entries, inboundRules: InboundRules.flatMap((row) => parseInboundRule(row) ?? []) };
  }

  function snapshot(): void {
    const list = parseDnList(model.dns());
    if (!list) throw new Error("The model's DNs cannot be read.");
    const atMs = clock.nowMs();
    const { monitored, legs } = list;
    feed({ type: "snapshot", atMs, askedAtMs: atMs, afterGap: true, monitored, legs });
  }

  function poll(): void {
    after(1000, poll);
    if (isDown) return;
    shown.push(model.activeCalls().flatMap((row) => parseActiveCall(row) ?? []));
    const rows = shown.length > rowsLagMs / 1000 ? (shown.shift() ?? []) : [];
    const atMs = clock.nowMs();
    feed({ type: "active-calls", atMs, askedAtMs: atMs, afterGap, calls: rows });
    afterGap = false;
  }

  function readLeg({ kind, dn, participantId }: SimChange): void {
    const home = model.dns().find((entry) => entry.dn === dn);
    const participant = home?.participants.find((each) => each.id === participantId);
    const leg = parseParticipant(participant, { dn, dnType: dnTypeOfWord(home?.type ?? "") });
    const atMs = clock.nowMs();
    if (kind === "remove" || !leg) feed({ type: "leg-gone", atMs, dn, legId: participantId });
    else feed({ type: "leg", atMs, leg });
  }

  function start(first: FirstHeard = "legs"): void {
    afterGap = true;
    if (first === "rows" && activeCalls) poll();
    feed({ type: "directory", atMs: clock.nowMs(), directory: directory() });
    if (callControl) {
      snapshot();
      const mine = run;
      model.onChange((change) => {
        if (mine !== run || isDown) return;
        if (waiting) waiting.messages.push(() => readLeg(change));
        else readLeg(change);
      });
    }
    if (first === "legs" && activeCalls) poll();
  }

  start();
  return {
    openChains: () => calls.openChains(),
    events,
    observations,
    /** The program is killed; `offMs` later it goes on with what was stored with its events. */
    kill(offMs: number, first: FirstHeard): void {
      run += 1;
      clock.after(offMs, () => {
        askedRequest = 0;
        ({ calls, wake } = boot());
        calls.resume(storedFrom(changes), clock.nowMs());
        start(first);
      });
    },
    /** The PBX begins anew, with its callids and ids of legs, and answers again after `downMs`. */
    restartPbx(downMs: number, first: FirstHeard): void {
      isDown = true;
      model.restart();
      const atMs = clock.nowMs();
      feed({ type: "source-lost", atMs, source: "call-control" });
      feed({ type: "source-lost", atMs, source: "active-calls" });
      clock.after(downMs, () => {
        isDown = false;
        afterGap = true;
        shown.splice(0);
        if (first === "legs" && callControl) snapshot();
        if (first === "legs") return;
        clock.after(1500, () => callControl && snapshot());
      });
    },
    /** The program gets no processor. What the PBX says meanwhile is read afterwards, as it stands then. */
    standStill(forMs: number, first: FirstHeard): void {
      waiting = { messages: [], timers: [] };
      const mine = run;
      clock.after(forMs, () => {
        const { messages = [], timers = [] } = waiting ?? {};
        waiting = undefined;
        if (mine !== run) return;
        feed({ type: "source-lost", atMs: clock.nowMs(), source: "call-control" });
        afterGap = true;
        const timersRun = () => timers.forEach((each) => each());
        if (first === "rows") timersRun();
        if (callControl) snapshot();
        for (const each of messages) each();
        if (first === "legs") timersRun();
      });
    },
  };
}
