/**
 * The simulated PBX: actions go in, legs, rows of live calls and call-log rows come out, always
 * consistent with each other. It keeps no timer: what appears late is hidden until its time has come.
 */
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { Action, ActionOutcome, SimActions } from "./actions.ts";
import { activeRows, stampRows } from "./active-rows.ts";
import { createCallLog } from "./call-log.ts";
import { collectionsOf } from "./collections.ts";
import { deviceIds, routePoint, stations, wireType } from "./company.ts";
import type { Conversation, LiveCall } from "./conversation.ts";
import { createLegTable } from "./leg-table.ts";
import { begin, goOn, isOpening, openConversation } from "./perform.ts";
import { createRecordingList, type SimRecording } from "./recordings.ts";
import { defaultSwitches, type SimSwitches } from "./switches.ts";
import { endConsultation } from "./transfers.ts";
import type { PbxModel, SimDn } from "./types.ts";
import { endConversation, type Refusal, type World } from "./world.ts";

export type SimPbx = PbxModel &
  SimActions & {
    /** What has been recorded, and whose talk it is; in order of the recordings' end. */
    recorded(): readonly SimRecording[];
  };

/** `random` gives numbers in [0, 1); switches that are left out have their default. */
export function createPbxModel(options: {
  readonly clock: Clock;
  readonly random: () => number;
  readonly switches?: Partial<SimSwitches>;
}): SimPbx {
  const { clock, random } = options;
  let switches: SimSwitches = { ...defaultSwitches, ...options.switches };
  let lastCallId = 0;
  const conversations = new Map<string, Conversation>();
  const legs = createLegTable();
  const now = (): number => clock.nowMs();
  const uuid = (): string => randomUuid(random);
  const log = createCallLog({ now, uuid });
  const recordings = createRecordingList({ now, random });

  function newCallId(): number {
    lastCallId += 1;
    return lastCallId;
  }

  const world: World = {
    now,
    legs,
    newCallId,
    newCall: (hiddenLegs): LiveCall => {
      const callId = newCallId();
      return {
        callId,
        firstCallId: callId,
        nextLegId: hiddenLegs + 1,
        startedAtMs: now(),
        historyId: uuid(),
        segments: [],
        rowChangedAtMs: new Map(),
      };
    },
    logCall: (conversation, call) => log.write(conversation, call, recordings.write(conversation, call)),
    forget: (conversation) => conversations.delete(conversation.label),
  };

  function perform(action: Action, overrides: Partial<SimSwitches> = {}): ActionOutcome {
    const known = conversations.get(action.call);
    if (isOpening(action)) {
      if (known !== undefined) return refused(`There is a call ${action.call} already.`);
      const opened = openConversation(world, action, { ...switches, ...overrides });
      if (typeof opened === "string") return refused(opened);
      const refusal = begin(world, opened, action);
      if (refusal !== undefined) return refused(refusal);
      conversations.set(opened.label, opened);
      stampRows(opened, legs, now());
      return { done: true };
    }
    if (known === undefined) return refused(`There is no call ${action.call}.`);
    const refusal = goOn(world, known, action);
    stampRows(known, legs, now());
    recordings.note(known, known.main);
    return refusal === undefined ? { done: true } : refused(refusal);
  }

  function drop(dn: string, participantId: number): boolean {
    const leg = legs.find(dn, participantId);
    const conversation = leg && [...conversations.values()].find((each) => holds(each, leg.callid));
    if (leg === undefined || conversation === undefined) return false;
    const { place, consultation } = conversation;
    if (leg.status === "Ringing" && place.at === "stage") legs.remove(leg.id);
    else if (place.at === "conference" && place.members.length > 1)
      return perform({ type: "leave", call: conversation.label, dn }).done;
    else if (consultation?.call.callId === leg.callid) endConsultation(world, conversation);
    else endConversation(world, conversation, "TerminatedByDst");
    stampRows(conversation, legs, now());
    return true;
  }

  function dns(): SimDn[] {
    const visible = stations.filter(
      ({ kind }) =>
        kind === "extension" ||
        (kind === "queue" && switches.queuesMonitored) ||
        (kind === "ivr" && switches.ivrsMonitored),
    );
    const shown = visible.map(({ dn, kind }) => ({
      dn,
      type: wireType(kind),
      devices: kind === "extension" ? devicesOf(dn, switches.devicesPerExtension) : [],
      participants: legs.onDn(dn).map((leg) => ({ ...leg })),
    }));
    return [...shown, { dn: routePoint.dn, type: "Wroutepoint", devices: [], participants: [] }];
  }

  return {
    perform,
    drop,
    dns,
    switches: () => ({ ...switches }),
    setSwitches: (changes) => {
      switches = { ...switches, ...changes };
    },
    underWay: () => [...conversations.keys()],
    activeCalls: () => [...conversations.values()].flatMap((each) => activeRows(each, legs, now())),
    callLog: (fromMs, toMs) => log.read(fromMs, toMs, switches.logDelayS * 1000),
    collections: () => collectionsOf(switches, recordings.read(switches.recordingDelayS * 1000)),
    recordingSides: () => ({
      ranges: switches.recordingRanges,
      archived: switches.recordingArchive,
      fileDelayS: switches.recordingFileDelayS,
      codec: switches.recordingCodec,
    }),
    onChange: legs.onChange,
    recorded: recordings.files,
    restart: () => {
      conversations.clear();
      legs.reset();
      lastCallId = 0;
    },
  };
}

function refused(why: NonNullable<Refusal>): ActionOutcome {
  return { done: false, why };
}

function holds(conversation: Conversation, callId: number): boolean {
  return conversation.main.callId === callId || conversation.consultation?.call.callId === callId;
}

function devicesOf(dn: string, count: number): SimDn["devices"] {
  return deviceIds(dn, count).map((deviceId, index) => ({
    dn,
    device_id: deviceId,
    user_agent: index === 0 ? "3CX Web Client" : "Desk Phone",
  }));
}

function randomUuid(random: () => number): string {
  const hex = (length: number): string =>
    Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join("");
  return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
}
