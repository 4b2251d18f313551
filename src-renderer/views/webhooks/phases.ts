/** Where the time of an attempt went, as pieces of a bar; the one in which it failed is marked. Pure. */
import type { AttemptPhases } from "../../../src-shared/webhooks/delivery-report.ts";

/** `connect` stands for look-up, TCP and TLS together where the log has no more than that. */
export type PhaseName = "queue" | "connect" | "lookup" | "tcp" | "tls" | "answer" | "rest";

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
  const sentAtMs = connectMs ?? (isReused(phases) ? 0 : undefined);
  if (sentAtMs === undefined) {
    const parts = connectPieces(phases);
    for (const [at, { name, ms }] of parts.entries()) add(name, ms, at === parts.length - 1);
    if (parts.length === 0) add(answered ? "answer" : "connect", totalMs, true);
    return pieces;
  }
  for (const { name, ms } of connectPieces(phases)) add(name, ms, false);
  if (firstByteMs === undefined) add("answer", totalMs - sentAtMs, true);
  else {
    add("answer", firstByteMs - sentAtMs, false);
    add("rest", totalMs - firstByteMs, true);
  }
  return pieces;
}

/** The request left on a connection that was open; older programs did not say so, but left `connectMs` out. */
export function isReused({ reused, connectMs, firstByteMs }: AttemptPhases): boolean {
  return reused === true || (connectMs === undefined && firstByteMs !== undefined);
}

function connectPieces({ lookupMs, tcpMs, tlsMs, connectMs }: AttemptPhases) {
  const parts = (
    [
      ["lookup", lookupMs],
      ["tcp", tcpMs],
      ["tls", tlsMs],
    ] as const
  ).flatMap(([name, ms]) => (ms === undefined ? [] : [{ name, ms }]));
  if (parts.length > 0 || connectMs === undefined) return parts;
  return [{ name: "connect", ms: connectMs } as const];
}
