/**
 * Looks at the simulator's model as `pbx` would look at the PBX, without any network in between: each
 * change of a leg is read at once, rows once a second, the log when the machine asks. Virtual time.
 */
import { createCalls } from "../../../src-main/calls/create-calls.ts";
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
import type { PbxModel } from "../../../src-main/simulator/model/types.ts";
import type { VirtualClock } from "../../../src-main/simulator/virtual-clock.ts";
import type { ActiveCall } from "../../../src-shared/telephony/active-call.ts";
import type { CallEvent } from "../../../src-shared/telephony/call-event.ts";
import type { Directory, DirectoryEntry } from "../../../src-shared/telephony/directory.ts";
import type { Observation } from "../../../src-shared/telephony/observation.ts";

export interface WindowOptions {
  readonly callControl?: boolean;
  readonly activeCalls?: boolean;
  readonly internalCalls?: boolean;
  /** ActiveCalls answers with what it knew this long ago. */
  readonly rowsLagMs?: number;
}

export function createWindow(model: PbxModel, clock: VirtualClock, options: WindowOptions = {}) {
  const { callControl = true, activeCalls = true, internalCalls = false, rowsLagMs = 0 } = options;
  const calls = createCalls({ timezone: "UTC", internalCalls, numbers: "digits", activeCallsPollS: 1 });
  const events: CallEvent[] = [];
  const observations: Observation[] = [];
  let askedRequest = 0;
  const wake = createWake(clock, calls, feed);

  function feed(observation: Observation): void {
    observations.push(observation);
    events.push(...calls.observe(observation).events);
    const wanted = calls.callLogWanted();
    if (wanted && wanted.request !== askedRequest) {
      askedRequest = wanted.request;
      clock.after(60_000, () => readLog(wanted.fromMs, wanted.toMs));
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

  function snapshot(afterGap: boolean): void {
    const list = parseDnList(model.dns());
    if (!list) throw new Error("The model's DNs cannot be read.");
    const atMs = clock.nowMs();
    feed({
      type: "snapshot",
      atMs,
      askedAtMs: atMs,
      afterGap,
      monitored: list.monitored,
      legs: list.legs,
    });
  }

  const shown: ActiveCall[][] = [];

  function poll(afterGap: boolean): void {
    shown.push(model.activeCalls().flatMap((row) => parseActiveCall(row) ?? []));
    const rows = shown.length > rowsLagMs / 1000 ? (shown.shift() ?? []) : [];
    const atMs = clock.nowMs();
    feed({ type: "active-calls", atMs, askedAtMs: atMs, afterGap, calls: rows });
    clock.after(1000, () => poll(false));
  }

  feed({ type: "directory", atMs: clock.nowMs(), directory: directory() });
  if (callControl) {
    snapshot(true);
    model.onChange(({ kind, dn, participantId }) => {
      const home = model.dns().find((entry) => entry.dn === dn);
      const participant = home?.participants.find((each) => each.id === participantId);
      const leg = parseParticipant(participant, { dn, dnType: dnTypeOfWord(home?.type ?? "") });
      const atMs = clock.nowMs();
      if (kind === "remove" || !leg) feed({ type: "leg-gone", atMs, dn, legId: participantId });
      else feed({ type: "leg", atMs, leg });
    });
  }
  if (activeCalls) poll(true);
  return { calls, events, observations };
}
