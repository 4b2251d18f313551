/**
 * Legs on their way to the call they belong to: a leg may be seen before its call is known to be a conversation
 * with the outside (a consultation that is joined later), and is kept until then.
 */
import type { LegChange } from "../calls/types.ts";

export interface LegTrail {
  /**
   * Takes what happened to legs; returns what is known by now to belong to conversations.
   * `chainOfCall`: the conversation of a callid; `isKnown`: whether there is a view of it.
   */
  take(
    changes: readonly LegChange[],
    chainOfCall: (callId: number) => string | undefined,
    isKnown: (chainId: string) => boolean,
  ): ReadonlyMap<string, readonly LegChange[]>;
}

/** Calls within the company that go on at the same time; of more, the oldest are forgotten. */
const mostCalls = 2_000;
const mostChangesPerCall = 200;

export function createLegTrail(): LegTrail {
  const waiting = new Map<number, { changes: LegChange[]; chainId: string | undefined }>();

  function wait(change: LegChange): void {
    const { callId, chainId } = change;
    const before = waiting.get(callId);
    const changes = [...(before?.changes ?? []), change].slice(-mostChangesPerCall);
    waiting.set(callId, { changes, chainId: chainId ?? before?.chainId });
    const [oldest] = waiting.keys();
    if (waiting.size > mostCalls && oldest !== undefined) waiting.delete(oldest);
  }

  return {
    take(changes, chainOfCall, isKnown) {
      const found = new Map<string, LegChange[]>();
      for (const change of changes) wait(change);
      for (const [callId, { changes: all, chainId }] of waiting) {
        const chain = chainOfCall(callId) ?? chainId;
        if (chain === undefined || !isKnown(chain)) continue;
        found.set(chain, [...(found.get(chain) ?? []), ...all]);
        waiting.delete(callId);
      }
      for (const { callId } of changes) if (isOver(waiting.get(callId)?.changes)) waiting.delete(callId);
      return found;
    },
  };
}

/** Every leg that was seen has gone: it stayed a call within the company. */
function isOver(changes: readonly LegChange[] = []): boolean {
  const open = new Set<string>();
  for (const { leg, isGone } of changes) {
    const key = `${leg.dn}/${leg.legId}`;
    if (isGone) open.delete(key);
    else open.add(key);
  }
  return open.size === 0;
}
