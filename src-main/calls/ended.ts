/**
 * Chains that are over, found without a search: a new call asks for them several times, and there are
 * thousands after a busy hour. The list itself is state and stored; the index is made from it.
 */
import type { CallsState, EndedChain } from "./call-state.ts";

/** How long ended chains are kept, from when that was told, to recognise them in the call log. */
const KEEP_ENDED_MS = 2 * 60 * 60 * 1000;
/** More than this many are never kept, however busy the PBX. */
const KEEP_ENDED_MOST = 5000;

interface Index {
  readonly byCallId: Map<number, EndedChain[]>;
  readonly byChainId: Map<string, EndedChain>;
  /** Length of the list that it was made from. */
  size: number;
}

const indexes = new WeakMap<EndedChain[], Index>();

/** Ended chains that had this callid, the oldest first. After a restart of the PBX there may be several. */
export function endedWith(state: CallsState, callId: number): readonly EndedChain[] {
  return indexOf(state).byCallId.get(callId) ?? [];
}

export function endedOf(state: CallsState, chainId: string): EndedChain | undefined {
  return indexOf(state).byChainId.get(chainId);
}

/** Adds a chain and forgets those that are too old or too many. */
export function rememberEnded(state: CallsState, chain: EndedChain, nowMs: number): void {
  const { ended } = state;
  const index = indexOf(state);
  ended.push(chain);
  add(index, chain);
  const keepFromMs = Math.min(nowMs - KEEP_ENDED_MS, watchedUntilMs(state) ?? nowMs);
  for (let oldest = ended[0]; oldest !== undefined; oldest = ended[0]) {
    if (ended.length <= KEEP_ENDED_MOST && toldAtMsOf(oldest) >= keepFromMs) break;
    ended.shift();
    state.forgotten.push(oldest.chainId);
    remove(index, oldest);
  }
}

/** Since when something may have been missed that the call log will tell, beside all that is known of that time. */
function watchedUntilMs({ sources, callLogWanted, callLogNext }: CallsState): number | undefined {
  const heard = Object.values(sources).flatMap(({ lastHeardAtMs }) => lastHeardAtMs ?? []);
  const unseen = [callLogWanted, callLogNext].flatMap((question) => question?.unseen ?? []);
  const all = [...heard, ...unseen.map(({ fromMs }) => fromMs)];
  return all.length > 0 ? Math.min(...all) : undefined;
}

export function toldAtMsOf({ toldAtMs, endedAtMs }: EndedChain): number {
  return toldAtMs ?? endedAtMs;
}

function indexOf({ ended }: CallsState): Index {
  const known = indexes.get(ended);
  if (known?.size === ended.length) return known;
  const index: Index = { byCallId: new Map(), byChainId: new Map(), size: 0 };
  for (const chain of ended) add(index, chain);
  indexes.set(ended, index);
  return index;
}

function add(index: Index, chain: EndedChain): void {
  index.size += 1;
  index.byChainId.set(chain.chainId, chain);
  for (const callId of chain.callIds) {
    const chains = index.byCallId.get(callId);
    if (chains) chains.push(chain);
    else index.byCallId.set(callId, [chain]);
  }
}

function remove(index: Index, chain: EndedChain): void {
  index.size -= 1;
  index.byChainId.delete(chain.chainId);
  for (const callId of chain.callIds) {
    const others = (index.byCallId.get(callId) ?? []).filter((each) => each !== chain);
    if (others.length > 0) index.byCallId.set(callId, others);
    else index.byCallId.delete(callId);
  }
}
