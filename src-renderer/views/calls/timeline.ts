/**
 * A conversation as a bar on the list's bent axis: every call begins at the left edge and nothing that is
 * drawn ever moves, so a bar depends on the call alone and not on the time of day.
 */
import type { CallView, StageKind, StageView } from "../../../src-shared/contract/call-view.ts";
import type { StageCap, StageSegment } from "../../ui/stage-bar.tsx";

const axisEndS = 3_600;
const bendS = 10;

/** Where the axis is marked, in seconds. */
export const axisTicksS = [10, 30, 60, 300, 900, 3_600] as const;

/** Place of a moment after the call's begin, 0 to 1: the first seconds stay visible, one hour is the end. */
export function axisShare(elapsedMs: number): number {
  if (!(elapsedMs > 0)) return 0;
  return Math.min(1, Math.log(1 + elapsedMs / 1000 / bendS) / Math.log(1 + axisEndS / bendS));
}

/** What a call mainly was for a while. Without `toMs` it goes on. */
interface Stretch {
  readonly kind: StageKind;
  readonly link: number;
  readonly fromMs: number;
  readonly toMs?: number;
}

/** A queue goes on while its phones ring: what says most about the call is drawn. */
const rank: Readonly<Record<StageKind, number>> = {
  talk: 5,
  voicemail: 4,
  ringing: 3,
  queue: 2,
  ivr: 1,
  unseen: 0,
};
/** Shorter gaps come from the sources' different clocks. */
const leastGapMs = 2_000;

/** One thing after the other, in the order of time. Where nothing is known for a while, it says `unseen`. */
export function stretchesOf(call: CallView): readonly Stretch[] {
  const endMs = call.endedAtMs;
  const moments = new Set([call.arrivedAtMs]);
  for (const { fromMs, toMs } of call.stages) {
    moments.add(fromMs);
    if (toMs !== undefined) moments.add(toMs);
  }
  if (endMs !== undefined) moments.add(endMs);
  const times = [...moments].filter((atMs) => endMs === undefined || atMs <= endMs).toSorted((a, b) => a - b);
  const pieces = times.flatMap((fromMs, at): Stretch[] => {
    const toMs = times[at + 1];
    if (toMs === undefined && endMs !== undefined) return [];
    const stage = mainStage(call.stages, fromMs);
    const kind = stage?.kind ?? "unseen";
    if (stage === undefined && toMs !== undefined && toMs - fromMs < leastGapMs) return [];
    return [{ kind, link: stage?.link ?? call.link, fromMs, ...(toMs === undefined ? {} : { toMs }) }];
  });
  return joined(pieces);
}

function mainStage(stages: readonly StageView[], atMs: number): StageView | undefined {
  return stages
    .filter((stage) => stage.fromMs <= atMs && (stage.toMs === undefined || stage.toMs > atMs))
    .toSorted((a, b) => rank[b.kind] - rank[a.kind] || b.link - a.link)[0];
}

function joined(pieces: readonly Stretch[]): readonly Stretch[] {
  const all: Stretch[] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    const goesOn = last?.kind === piece.kind && last.link === piece.link && last.toMs === piece.fromMs;
    if (!goesOn) all.push(piece);
    else {
      all.pop();
      const { toMs: _old, ...begin } = last;
      all.push({ ...begin, ...(piece.toMs === undefined ? {} : { toMs: piece.toMs }) });
    }
  }
  return all;
}

interface Bar {
  readonly segments: readonly StageSegment[];
  /** Shares where a further phone began to ring. */
  readonly ticks: readonly number[];
  readonly cap?: StageCap;
}

/**
 * The bar of a call. What goes on is drawn to the end of the axis: the row shows of it what has happened.
 * `unseenSinceMs`: since then nobody watches the PBX, and nothing is claimed.
 */
export function barOf(call: CallView, unseenSinceMs?: number): Bar {
  const share = (atMs: number) => axisShare(atMs - call.arrivedAtMs);
  const stretches = withUnseen(stretchesOf(call), unseenSinceMs);
  const transfers = transfersIn(stretches, call.links);
  const segments = stretches.map(({ kind, link, fromMs, toMs }, at) => {
    const transfer = transfers.get(at);
    return {
      kind,
      link,
      from: share(fromMs),
      to: toMs === undefined ? 1 : share(toMs),
      ...(transfer === undefined ? {} : { transfer }),
    };
  });
  const cap = capOf(call);
  return { segments, ticks: furtherPhones(call, share), ...(cap === undefined ? {} : { cap }) };
}

function withUnseen(stretches: readonly Stretch[], sinceMs: number | undefined): readonly Stretch[] {
  const last = stretches.at(-1);
  if (sinceMs === undefined || last === undefined || last.toMs !== undefined) return stretches;
  const toMs = Math.max(last.fromMs, sinceMs);
  return [
    ...stretches.slice(0, -1),
    { ...last, toMs },
    { kind: "unseen" as const, link: last.link, fromMs: toMs },
  ];
}

/** By the number of the stretch that a transfer leads into: the one after the talk before. */
function transfersIn(
  stretches: readonly Stretch[],
  links: CallView["links"],
): ReadonlyMap<number, "B" | "A"> {
  const found = new Map<number, "B" | "A">();
  for (const { link, transferType } of links) {
    if (transferType === "none") continue;
    let at = stretches.findIndex((stretch) => stretch.kind === "talk" && stretch.link === link);
    if (at === -1) continue;
    while (at > 1 && stretches[at - 1]?.kind !== "talk") at -= 1;
    if (at > 0) found.set(at, transferType === "blind" ? "B" : "A");
  }
  return found;
}

function furtherPhones(call: CallView, share: (atMs: number) => number): readonly number[] {
  const rings = call.stages.filter((stage) => stage.kind === "ringing");
  const begins = rings
    .filter(({ fromMs }) => rings.some((other) => other.fromMs < fromMs && (other.toMs ?? Infinity) > fromMs))
    .map(({ fromMs }) => fromMs);
  return [...new Set(begins)].map(share);
}

function capOf({ state, arrivedAtMs, endedAtMs }: CallView): StageCap | undefined {
  if (endedAtMs === undefined) return undefined;
  if (endedAtMs - arrivedAtMs > axisEndS * 1000) return "beyond";
  return state === "missed" ? "missed" : "ended";
}
