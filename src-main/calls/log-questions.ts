/** The questions to the call log: one at a time, so that none is put off for ever by the next. */
import type { CallLogWanted, CallsState, Unseen } from "./call-state.ts";

/** A log that cannot be read is asked again after this; it may be the token, or a PBX that has just started. */
const AGAIN_AFTER_MS = 30_000;
/** Gaps that are older by then stay open: the comparison with the call log, each night, finds what lay in them. */
const AGAIN_FOR_MS = 60 * 60_000;

type Question = Pick<CallLogWanted, "fromMs" | "unseen">;

/** Wants the log from `fromMs` to now. `unseen`: when nobody watched; calls that began then are told from the log alone. */
export function wantCallLog(
  state: CallsState,
  fromMs: number,
  unseen: Unseen | undefined,
  atMs: number,
): void {
  state.callLogNext = merged(state.callLogNext, { fromMs, unseen: unseen ? [unseen] : [] });
  if (state.callLogWanted === undefined) askNext(state, atMs);
}

/** The open question is answered for good; the next one follows. */
export function callLogAnswered(state: CallsState, atMs: number): void {
  state.callLogWanted = undefined;
  askNext(state, atMs);
}

/** The log could not be read: what nobody saw is asked for again, with the next question or after a while. */
export function callLogUnread(state: CallsState, atMs: number): void {
  const unseen = state.callLogWanted?.unseen.filter(({ toMs }) => atMs - toMs < AGAIN_FOR_MS) ?? [];
  state.callLogWanted = undefined;
  const first = unseen[0];
  if (first === undefined) return askNext(state, atMs);
  const asksNow = state.callLogNext !== undefined;
  // In order: the first is the earliest.
  state.callLogNext = merged({ fromMs: first.fromMs, unseen }, state.callLogNext);
  if (asksNow) askNext(state, atMs);
  else state.callLogAgainAtMs = atMs + AGAIN_AFTER_MS;
}

/** Asks for what is due; to be called when time has passed. */
export function askAgainIfDue(state: CallsState, atMs: number): void {
  if (state.callLogAgainAtMs !== undefined && atMs >= state.callLogAgainAtMs) askNext(state, atMs);
}

function merged(first: Question | undefined, second: Question | undefined): Question | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  const fromMs = Math.min(first.fromMs, second.fromMs);
  return { fromMs, unseen: coalesced([...first.unseen, ...second.unseen]) };
}

/** The same spans, those that touch as one. */
function coalesced(spans: readonly Unseen[]): Unseen[] {
  const joined: Unseen[] = [];
  for (const { fromMs, toMs } of spans.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const last = joined.at(-1);
    if (last !== undefined && fromMs <= last.toMs) last.toMs = Math.max(last.toMs, toMs);
    else joined.push({ fromMs, toMs });
  }
  return joined;
}

function askNext(state: CallsState, atMs: number): void {
  const { callLogNext: next } = state;
  state.callLogAgainAtMs = undefined;
  if (next === undefined) return;
  state.callLogRequests += 1;
  state.callLogWanted = { ...next, request: state.callLogRequests, toMs: atMs };
  state.callLogNext = undefined;
}
