/**
 * Open calls as documents: what changed with the events of one observation, to be stored in the same
 * transaction as these events, and the state made from all of them after a restart or a crash.
 */
import type { CallEvent } from "../../src-shared/telephony/call-event.ts";
import type { CallFacts, CallsState, Chain, EndedChain, KnownLeg } from "./call-state.ts";
import { createCallsState, legKeyOf } from "./call-state.ts";
import { endedOf, toldAtMsOf } from "./ended.ts";
import { dropLeg, legOf } from "./facts.ts";

export interface CallDocument {
  readonly key: string;
  readonly json: string;
}

/** Documents to write and keys to remove. */
export interface CallDocumentsChange {
  readonly atMs: number;
  readonly put: readonly CallDocument[];
  readonly remove: readonly string[];
}

export interface StoredCalls {
  /** When the last change was stored: what the PBX showed since then was not seen. */
  readonly atMs: number | undefined;
  readonly documents: readonly CallDocument[];
}

interface ChainDocument {
  readonly version: 1;
  readonly chain: Chain;
  readonly calls: readonly CallFacts[];
}

const CHAIN = "chain/";
const ENDED = "ended/";

/**
 * What must be stored together with `events`. Chains tell themselves by their events, so no others change, except
 * when the clock was set: moments of the old clock beside those of the new one would be hours apart after a restart.
 */
export function changeFor(state: CallsState, events: readonly CallEvent[]): CallDocumentsChange {
  const put: CallDocument[] = [];
  const remove: string[] = [];
  const changed = new Set(events.map((event) => event.chainId));
  if (state.allChanged) {
    for (const { chainId } of [...Object.values(state.chains), ...state.ended]) changed.add(chainId);
    state.allChanged = false;
  }
  for (const chainId of changed) {
    const chain = state.chains[chainId];
    if (chain) {
      put.push({ key: `${CHAIN}${chainId}`, json: JSON.stringify(documentOf(state, chain)) });
      continue;
    }
    remove.push(`${CHAIN}${chainId}`);
    const ended = endedOf(state, chainId);
    if (ended) put.push({ key: `${ENDED}${chainId}`, json: JSON.stringify(ended) });
  }
  remove.push(...state.forgotten.splice(0).map((chainId) => `${ENDED}${chainId}`));
  return { atMs: state.lastAtMs, put, remove };
}

function documentOf(state: CallsState, chain: Chain): ChainDocument {
  return { version: 1, chain, calls: chain.callIds.flatMap((callId) => state.calls.get(callId) ?? []) };
}

/** The state that was stored; documents that cannot be read are left out and counted. */
export function stateFrom({ atMs, documents }: StoredCalls): { state: CallsState; unreadable: number } {
  const state = createCallsState();
  let unreadable = 0;
  for (const { key, json } of documents) {
    // Other rooms keep theirs beside them.
    if (!key.startsWith(CHAIN) && !key.startsWith(ENDED)) continue;
    const content = parse(json);
    if (key.startsWith(CHAIN) && isChainDocument(content)) restore(state, content);
    else if (key.startsWith(ENDED) && isEnded(content)) state.ended.push(content);
    else unreadable += 1;
  }
  state.ended.sort((a, b) => toldAtMsOf(a) - toldAtMsOf(b));
  state.lastAtMs = atMs ?? 0;
  if (atMs !== undefined) {
    state.sources["call-control"].lastHeardAtMs = atMs;
    state.sources["active-calls"].lastHeardAtMs = atMs;
  }
  return { state, unreadable };
}

function restore(state: CallsState, { chain, calls }: ChainDocument): void {
  state.chains[chain.chainId] = chain;
  // A question to the call log is asked anew, if it is still needed.
  chain.settlingSinceMs = undefined;
  tellCallIds(chain);
  for (const facts of calls) {
    state.calls.set(facts.callId, facts);
    facts.legs = legsIn(facts);
    for (const known of facts.legs) {
      if (!isHere(state, facts, known)) continue;
      state.legCalls.set(known.key, facts.callId);
      state.nextLegOrder = Math.max(state.nextLegOrder, known.order + 1);
    }
  }
}

/**
 * A leg that moved from one call to another may stand in the documents of both, since only the one that had news
 * was written. It is where it was seen last: left in the other, nothing would ever say that it is gone.
 */
function isHere(state: CallsState, facts: CallFacts, here: KnownLeg): boolean {
  const other = state.calls.get(state.legCalls.get(here.key) ?? facts.callId);
  const there = other && legOf(other, here.key);
  if (other === undefined || other === facts || there === undefined) return true;
  const isLater = here.lastSeenAtMs >= there.lastSeenAtMs;
  const left = isLater ? other : facts;
  dropLeg(left, here.key);
  left.lastLegGoneAtMs = Math.max(here.lastSeenAtMs, there.lastSeenAtMs);
  return isLater;
}

/** Documents of versions that kept legs in an object, by their keys. */
function legsIn({ legs }: { readonly legs: KnownLeg[] | Readonly<Record<string, KnownLeg>> }): KnownLeg[] {
  return Object.values(legs).map((known) => ({ ...known, key: legKeyOf(known.leg.dn, known.leg.legId) }));
}

/** Documents of versions that did not keep callids with each link. */
function tellCallIds(chain: Chain & Partial<Pick<Chain, "arrivalCallId">>): void {
  const { chainId, callIds, link } = chain;
  chain.arrivalCallId ??= callIds[0] ?? (Number(chainId.split("_")[1]) || 0);
  link.callIds ??= [...callIds];
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function isChainDocument(content: unknown): content is ChainDocument {
  return typeof content === "object" && content !== null && "version" in content && content.version === 1;
}

function isEnded(content: unknown): content is EndedChain {
  return typeof content === "object" && content !== null && "endedAtMs" in content;
}
