/**
 * What can go wrong with events on their way to a socket: lost, doubled, miscounted, too early, too
 * rich, unknown or damaged. Turns one change of a leg into the frames that are really sent.
 */
import type { SimChange, SimParticipant } from "../model/types.ts";
import type { FaultName } from "./fault-name.ts";
import { garbageFrame } from "./garbage.ts";

export type Frame = string | Buffer;

export interface EventFaultsPorts {
  readonly has: (fault: FaultName) => boolean;
  readonly random: () => number;
  /** The leg as it is now; `undefined` when it is gone. */
  readonly findLeg: (dn: string, participantId: number) => SimParticipant | undefined;
}

export interface EventFaults {
  /** The frames for one change, in order; `nextSequence` hands out this connection's numbers. */
  framesFor(change: SimChange, nextSequence: () => number): readonly Frame[];
}

/** `event_type` on the wire. Source: 3cx/call-control-examples, types.ts. */
const eventTypes = { upsert: 0, remove: 1 } as const;
const dtmfEventType = 2;
/** Far above any id that the model gives out, so that a ghost is never taken for a leg. */
const ghostOffset = 900_000;

export function createEventFaults({ has, random, findLeg }: EventFaultsPorts): EventFaults {
  let pascalCase = false;
  let garbageCount = 0;
  const chance = (fault: FaultName, share: number) => has(fault) && random() < share;

  function frame(change: SimChange, sequence: number): string {
    const entity = legPath(change.dn, change.participantId);
    const eventType = eventTypes[change.kind];
    if (!has("attached-data")) return envelope(sequence, eventType, entity, null);
    const leg = change.kind === "upsert" ? (findLeg(change.dn, change.participantId) ?? null) : null;
    pascalCase = !pascalCase;
    return pascalCase
      ? pascalEnvelope(sequence, eventType, entity, leg)
      : envelope(sequence, eventType, entity, leg);
  }

  function unknownFrame(change: SimChange, sequence: number): string {
    const leg = legPath(change.dn, change.participantId);
    const kinds: readonly (() => string)[] = [
      () =>
        envelope(
          sequence,
          0,
          `/callcontrol/${change.dn}/devices/sip%3A${change.dn}%40127.0.0.1%3A5063`,
          null,
        ),
      () => envelope(sequence, dtmfEventType, leg, { dtmf_input: "12" }),
      () => envelope(sequence, 3, leg, null),
      () => envelope(sequence, 7, leg, null),
      () => envelope(sequence, 0, `/callcontrol/${change.dn}`, null),
      () => envelope(sequence, 0, "/callcontrol/voicemails/1/x/2", null),
      () => envelope(sequence, 1, "", null),
    ];
    return kinds[Math.floor(random() * kinds.length)]?.() ?? "";
  }

  function framesFor(change: SimChange, nextSequence: () => number): readonly Frame[] {
    if (chance("lose-events", 0.15)) {
      nextSequence();
      return [];
    }
    const frames: Frame[] = [];
    if (chance("sequence-gaps", 0.2)) for (let n = 0; n <= random() * 3; n += 1) nextSequence();
    if (chance("unknown-entities", 0.4)) frames.push(unknownFrame(change, nextSequence()));
    if (chance("404-race", 0.3)) {
      const ghost = { ...change, kind: "upsert", participantId: change.participantId + ghostOffset } as const;
      frames.push(frame(ghost, nextSequence()));
    }
    frames.push(frame(change, nextSequence()));
    if (change.kind === "upsert" && chance("duplicate-upserts", 0.6)) {
      for (let n = 0; n <= random() * 2; n += 1) frames.push(frame(change, nextSequence()));
    }
    if (change.kind === "remove" && chance("404-race", 0.5)) {
      frames.push(frame({ ...change, kind: "upsert" }, nextSequence()));
    }
    if (chance("garbage", 0.4)) {
      frames.push(garbageFrame(garbageCount));
      garbageCount += 1;
    }
    return frames;
  }

  return { framesFor };
}

function legPath(dn: string, participantId: number): string {
  return `/callcontrol/${dn}/participants/${participantId}`;
}

export function envelope(sequence: number, eventType: number, entity: string, attachedData: unknown): string {
  return JSON.stringify({ sequence, event: { event_type: eventType, entity, attached_data: attachedData } });
}

/** 3CX's documentation spells the structs like this although its wire uses snake_case. */
function pascalEnvelope(sequence: number, eventType: number, entity: string, attachedData: unknown): string {
  return JSON.stringify({
    Sequence: sequence,
    Event: { EventType: eventType, Entity: entity, AttachedData: attachedData },
  });
}
