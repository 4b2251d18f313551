/** The questions to the call log: one at a time, so that none is put off for ever by the next. */
import type { CallsState } from "./call-state.ts";

/**
 * Wants the log from `fromMs` to now. `unseenFromMs`: since when nobody watched; calls wholly inside that
 * span are told from the log alone.
 */
export function wantCallLog(
  state: CallsState,
  fromMs: number,
  unseenFromMs: number | undefined,
  atMs: number,
): void {
  const next = state.callLogNext;
  state.callLogNext = {
    fromMs: Math.min(fromMs, next?.fromMs ?? fromMs),
    unseenFromMs: next?.unseenFromMs ?? unseenFromMs,
  };
  if (state.callLogWanted === undefined) askNext(state, atMs);
}

/** The open question is answered for good; the next one follows. */
export function callLogAnswered(state: CallsState, atMs: number): void {
  state.callLogWanted = undefined;
  askNext(state, atMs);
}

function askNext(state: CallsState, atMs: number): void {
  const { callLogNext: next } = state;
  if (next === undefined) return;
  state.callLogRequests += 1;
  state.callLogWanted = { ...next, request: state.callLogRequests, toMs: atMs };
  state.callLogNext = undefined;
}
