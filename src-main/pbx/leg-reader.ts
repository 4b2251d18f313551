/**
 * Turns "leg X changed" into the leg itself. Events carry no state, so the leg is read; reads of one
 * leg follow each other, so an older answer never comes after a newer one, and a removed leg is
 * not brought back by a read that was under way. From message to observation there is one read and no timer.
 */
import type { Leg } from "../../src-shared/telephony/leg.ts";
import type { PbxApi } from "./api.ts";
import type { Busy } from "./busy.ts";
import type { PbxFailure } from "./failure.ts";
import { legKey } from "./leg-book.ts";
import type { LogOnce } from "./log-once.ts";
import { isCompleteParticipant, parseParticipant } from "./wire/participant.ts";

export interface LegReaderOptions {
  readonly api: PbxApi;
  readonly busy: Busy;
  readonly logOnce: LogOnce;
  readonly typeOf: (dn: string) => Leg["dnType"];
  readonly onLeg: (leg: Leg) => void;
  readonly onGone: (dn: string, legId: number) => void;
  /** The leg could not be read; only a snapshot can tell now. */
  readonly onUnreadable: (why: string) => void;
  /** Reads at the same time; more of them wait in turn. */
  readonly parallel?: number;
}

export interface LegReader {
  /** `attached` is what the event carried: a complete participant is taken as it is, anything else is read. */
  upsert(dn: string, legId: number, attached: unknown): void;
  remove(dn: string, legId: number): void;
  /** Keys (`legKey`) of legs whose answer is still to come. */
  beingRead(): ReadonlySet<string>;
  /** Ignores all answers to come. */
  forget(): void;
}

interface Read {
  readonly dn: string;
  readonly legId: number;
  /** The leg changed again since the question left. */
  again: boolean;
  /** The answer is of no interest any more. */
  void: boolean;
}

export function createLegReader(options: LegReaderOptions): LegReader {
  const { api, busy, logOnce, onLeg, onGone } = options;
  const parallel = options.parallel ?? 64;
  const reads = new Map<string, Read>();
  const waiting: Read[] = [];
  let running = 0;

  const start = (read: Read) => {
    if (running >= parallel) {
      waiting.push(read);
      return;
    }
    running += 1;
    void busy.run(async () => {
      try {
        await ask(read);
      } finally {
        running -= 1;
        startNext();
      }
    });
  };

  const startNext = () => {
    let next = waiting.shift();
    while (next?.void) next = waiting.shift();
    if (next !== undefined) start(next);
  };

  const ask = async (read: Read) => {
    const { dn, legId } = read;
    read.again = false;
    const answer = await api.get(`/callcontrol/${encodeURIComponent(dn)}/participants/${legId}`);
    if (read.void) return;
    if (answer.ok) accept(read, answer.json);
    else if (answer.kind === "not-found") onGone(dn, legId);
    else failed(read, answer);
    if (read.void) return;
    if (read.again) start(read);
    else reads.delete(legKey(dn, legId));
  };

  const accept = (read: Read, json: unknown) => {
    const { dn, legId } = read;
    const leg = parseParticipant(json, { dn, dnType: options.typeOf(dn) });
    if (leg !== undefined && leg.legId === legId && leg.dn === dn) return onLeg(leg);
    logOnce.note(
      "participant",
      "3CX described a leg in a way this program does not understand.",
      sample(json),
    );
    if (!read.again) options.onUnreadable("a leg could not be understood");
  };

  const failed = (read: Read, why: PbxFailure) => {
    if (why.kind === "stopped") return;
    logOnce.note(`leg-${why.kind}`, "A leg could not be read.", why.detail);
    if (!read.again && why.kind !== "forbidden") options.onUnreadable("a leg could not be read");
  };

  return {
    upsert: (dn, legId, attached) => {
      const key = legKey(dn, legId);
      const running = reads.get(key);
      if (running !== undefined) {
        running.again = true;
        return;
      }
      const leg = attachedLeg(dn, legId, attached, options.typeOf(dn));
      if (leg !== undefined) return onLeg(leg);
      const read: Read = { dn, legId, again: false, void: false };
      reads.set(key, read);
      start(read);
    },
    remove: (dn, legId) => {
      const key = legKey(dn, legId);
      const running = reads.get(key);
      if (running !== undefined) running.void = true;
      reads.delete(key);
      onGone(dn, legId);
    },
    beingRead: () => new Set(reads.keys()),
    forget: () => {
      for (const read of reads.values()) read.void = true;
      reads.clear();
      waiting.length = 0;
    },
  };
}

/** Some builds send the whole participant along; it is the state at the moment of the event, so no read is needed. */
function attachedLeg(dn: string, legId: number, attached: unknown, dnType: Leg["dnType"]): Leg | undefined {
  if (!isCompleteParticipant(attached)) return undefined;
  const leg = parseParticipant(attached, { dn, dnType });
  return leg !== undefined && leg.dn === dn && leg.legId === legId ? leg : undefined;
}

function sample(json: unknown): string {
  return JSON.stringify(json) ?? "";
}
