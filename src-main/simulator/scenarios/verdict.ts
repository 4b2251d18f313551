/**
 * Holds what receivers got against what scenarios promised. Exact where nothing was lost on the
 * way; otherwise by the rules that must hold even then.
 */
import type { CallDirection } from "../../../src-shared/telephony/call-event.ts";
import { describe } from "./describe-event.ts";
import type { ChainPromise, PromisedEvent, ReceivedEvent } from "./types.ts";
import { differencesOfLossyChain } from "./verdict-lossy.ts";

export interface Verdict {
  readonly ok: boolean;
  /** One sentence for each difference, expected and got side by side. */
  readonly differences: readonly string[];
}

export type JudgeMode = "exact" | "lossy";

interface ReceivedChain {
  readonly chainId: string;
  readonly key: string;
  readonly events: readonly ReceivedEvent[];
}

/** `received` is in the order of arrival. Chains are found by the outside number and the direction. */
export function judge(
  promises: readonly ChainPromise[],
  received: readonly ReceivedEvent[],
  mode: JudgeMode,
): Verdict {
  const chains = chainsOf(received);
  const keys = new Set([...promises.map(keyOf), ...chains.map((each) => each.key)]);
  const differences = [...keys].flatMap((key) =>
    differencesOfKey(
      promises.filter((each) => keyOf(each) === key),
      chains.filter((each) => each.key === key),
      mode,
    ),
  );
  return { ok: differences.length === 0, differences };
}

function chainsOf(received: readonly ReceivedEvent[]): ReceivedChain[] {
  const byId = Map.groupBy(received, (each) => each.chainId);
  return [...byId].map(([chainId, events]) => {
    const last = events.at(-1);
    return { chainId, key: last === undefined ? "" : keyOf(last), events };
  });
}

/** `420601000001 incoming` */
function keyOf(each: { readonly callerId: string; readonly direction: CallDirection }): string {
  return `${each.callerId === "" ? "anonymous" : each.callerId} ${each.direction}`;
}

/** One number may have several chains: those that agree are paired first, the rest in order. */
function differencesOfKey(
  promises: readonly ChainPromise[],
  chains: readonly ReceivedChain[],
  mode: JudgeMode,
): string[] {
  const open = [...promises];
  const left = chains.filter((chain) => {
    const match = open.findIndex((promise) => differencesOfChain(promise, chain, mode).length === 0);
    if (match < 0) return true;
    open.splice(match, 1);
    return false;
  });
  const paired = open.slice(0, left.length).flatMap((promise, index) => {
    const chain = left[index];
    return chain === undefined ? [] : differencesOfChain(promise, chain, mode);
  });
  const missing = open.slice(left.length).map((promise) => {
    const expected = promise.events.map(describe).join(", ");
    return `Chain ${keyOf(promise)}: expected ${expected}; got no such chain.`;
  });
  const extra = left.slice(open.length).map((chain) => {
    const got = chain.events.map(describe).join(", ");
    return `Chain ${chain.key} (${chain.chainId}): expected no such chain; got ${got}.`;
  });
  return [...paired, ...missing, ...extra];
}

function differencesOfChain(promise: ChainPromise, chain: ReceivedChain, mode: JudgeMode): string[] {
  const found =
    mode === "exact"
      ? differencesOfExactChain(promise, chain)
      : differencesOfLossyChain(promise.events, chain.events);
  return found.map((each) => `Chain ${chain.key} (${chain.chainId}): ${each}`);
}

function differencesOfExactChain(promise: ChainPromise, chain: ReceivedChain): string[] {
  const length = Math.max(promise.events.length, chain.events.length);
  return Array.from({ length }, (_, index) => index).flatMap((index) => {
    const expected = promise.events[index];
    const got = chain.events[index];
    const position = `event ${index + 1}`;
    if (expected === undefined && got !== undefined)
      return [`${position}: expected nothing more; got ${describe(got)}.`];
    if (expected !== undefined && got === undefined)
      return [`${position}: expected ${describe(expected)}; got nothing.`];
    if (expected === undefined || got === undefined) return [];
    const details = [...detailDifferences(expected, got), ...chainDifferences(promise, chain, got)];
    if (details.length === 0) return [];
    return [`${position}: expected ${describe(expected)}; got ${describe(got)} (${details.join("; ")}).`];
  });
}

function detailDifferences(expected: PromisedEvent, got: ReceivedEvent): string[] {
  const always = (["event", "user", "userType", "link"] as const).filter(
    (field) => expected[field] !== got[field],
  );
  const whereKnown = (["transferType", "finish", "transferred", "standingPoint"] as const).filter(
    (field) => expected[field] !== undefined && got[field] !== undefined && expected[field] !== got[field],
  );
  const differing = [...always, ...whereKnown].map(
    (field) => `${field}: expected ${expected[field]}, got ${got[field]}`,
  );
  return isTalkEqual(expected.talkS, got.talkS)
    ? differing
    : [...differing, `talkS: expected ${expected.talkS}, got ${got.talkS}`];
}

/** A second more or less: what is rounded down in one place is rounded up in another. */
function isTalkEqual(expected: number | undefined, got: number | undefined): boolean {
  return expected === undefined || got === undefined || Math.abs(expected - got) <= 1;
}

/** What all events of a chain share. A rule may become known late, but not change, and the end knows it. */
function chainDifferences(promise: ChainPromise, chain: ReceivedChain, got: ReceivedEvent): string[] {
  const differing = keyOf(got) === chain.key ? [] : [`expected ${chain.key}, got ${keyOf(got)}`];
  if (got.did === undefined || got.did === promise.did) return differing;
  if (got.did === "" && got.event !== "ended") return differing;
  return [...differing, `did: expected ${promise.did}, got ${got.did}`];
}
