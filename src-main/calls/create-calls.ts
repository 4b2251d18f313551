/** Holds the state machine's state for the engine: feeds it, and says what it waits for and what to store. */
import type { Clock } from "../../src-shared/ports/clock.ts";
import { createClockJumps } from "../../src-shared/ports/clock-jumps.ts";
import type { CallEvent } from "../../src-shared/telephony/call-event.ts";
import type { Observation } from "../../src-shared/telephony/observation.ts";
import type { CallOptions } from "./call-options.ts";
import type { CallLogWanted, CallsState } from "./call-state.ts";
import { createCallsState } from "./call-state.ts";
import { setClock } from "./clock-set.ts";
import type { LegChange } from "./leg-changes.ts";
import { nextWakeAtMs, observe } from "./observe.ts";
import type { CallDocumentsChange, StoredCalls } from "./stored-calls.ts";
import { changeFor, stateFrom } from "./stored-calls.ts";

/** What an observation led to. */
export interface Observed {
  /** In order. */
  readonly events: readonly CallEvent[];
  /** To be stored in one transaction with the events; `undefined` when there are none. */
  readonly change: CallDocumentsChange | undefined;
  /** In order. */
  readonly legs: readonly LegChange[];
}

export interface Calls {
  observe(observation: Observation): Observed;
  /** When to feed a `time` observation if nothing else comes; `undefined`: not needed. */
  nextWakeAtMs(): number | undefined;
  /** The part of the call log that would settle something; a new `request` is a new question. */
  callLogWanted(): CallLogWanted | undefined;
  /** The chain that a callid is part of; `undefined` while it is no outside conversation. */
  chainOfCall(callId: number): string | undefined;
  /** Number of chains that are not over. */
  openChains(): number;
  /** New settings hold from the next observation on; ids of open chains stay. */
  apply(options: CallOptions): void;
  /**
   * Goes on from stored calls, whose sources count as lost since then. Returns how many documents could not be read.
   * `nowMs`: the clock may have been set back since they were stored.
   */
  resume(stored: StoredCalls, nowMs: number): number;
  /** The live state, to look at. */
  peek(): CallsState;
}

/** `clock`: the one that observations are stamped by; looked at only for whether somebody has set it. */
export function createCalls(initialOptions: CallOptions, clock?: Clock): Calls {
  const jumpMs = clock === undefined ? () => 0 : createClockJumps(clock);
  let options = initialOptions;
  let state = createCallsState();
  return {
    observe(observation) {
      const byMs = jumpMs();
      if (byMs !== 0) setClock(state, byMs);
      const legs: LegChange[] = [];
      const events = observe(state, observation, options, legs);
      return { events, change: events.length > 0 ? changeFor(state, events) : undefined, legs };
    },
    nextWakeAtMs: () => nextWakeAtMs(state),
    callLogWanted: () => state.callLogWanted,
    chainOfCall: (callId) => state.calls.get(callId)?.chainId,
    openChains: () => Object.keys(state.chains).length,
    apply(next) {
      options = next;
    },
    resume(stored, nowMs) {
      const resumed = stateFrom(stored);
      state = resumed.state;
      if (state.lastAtMs > nowMs) setClock(state, nowMs - state.lastAtMs);
      return resumed.unreadable;
    },
    peek: () => state,
  };
}
