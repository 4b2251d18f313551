/** Where the time of an attempt went, as pieces of a bar; the one in which it failed is marked. Pure. */
import type { AttemptPhases } from "../../../src-shared/webhooks/delivery-report.ts";

export const phaseNames = ["queue", "connect", "answer", "rest"] as const;
export type PhaseName = (typeof phaseNames)[number];

export interface PhasePiece {
  readonly name: PhaseName;
  readonly ms: number;
  /** The attempt ended here without an answer. */
  readonly failed: boolean;
}

/** `answered`: there was an answer, whatever it said. Without any time there are no pieces. */
export function phasePieces(phases: AttemptPhases, answered: boolean): readonly PhasePiece[] {
  const { queueMs, connectMs, firstByteMs, totalMs } = phases;
  if (totalMs <= 0 && !answered) return queueMs > 0 ? [{ name: "queue", ms: queueMs, failed: false }] : [];
  const pieces: PhasePiece[] = [{ name: "queue", ms: queueMs, failed: false }];
  const add = (name: PhaseName, ms: number, failed: boolean) =>
    pieces.push({ name, ms: Math.max(0, Math.round(ms * 100) / 100), failed: failed && !answered });
  if (connectMs === undefined && firstByteMs === undefined) {
    add(answered ? "answer" : "connect", totalMs, true);
    return pieces;
  }
  if (connectMs !== undefined) add("connect", connectMs, false);
  const sentAtMs = connectMs ?? 0;
  if (firstByteMs === undefined) add("answer", totalMs - sentAtMs, true);
  else {
    add("answer", firstByteMs - sentAtMs, false);
    add("rest", totalMs - firstByteMs, true);
  }
  return pieces;
}
