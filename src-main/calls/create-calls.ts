/** Holds the state machine's state for the engine: feeds it, and says what it waits for. */
import type { CallEvent } from "../../src-shared/telephony/call-event.ts";
import type { Observation } from "../../src-shared/telephony/observation.ts";
import type { CallOptions } from "./call-options.ts";
import type { CallLogWanted, CallsState } from "./call-state.ts";
import { createCallsState } from "./call-state.ts";
import { nextWakeAtMs, observe } from "./observe.ts";

export interface Calls {
  /** Applies an observation; returns the events that follow, in order. */
  observe(observation: Observation): CallEvent[];
  /** When to feed a `time` observation if nothing else comes; `undefined`: not needed. */
  nextWakeAtMs(): number | undefined;
  /** The part of the call log that would settle something; a new `request` is a new question. */
  callLogWanted(): CallLogWanted | undefined;
  /** Number of chains that are not over. */
  openChains(): number;
  /** New settings hold from the next observation on; ids of open chains stay. */
  apply(options: CallOptions): void;
  /** The state as plain data, to be stored: a copy. */
  save(): CallsState;
  /** The live state, to look at. */
  peek(): CallsState;
}

/** Starts from nothing or from a stored state, whose sources count as lost since then. */
export function createCalls(initialOptions: CallOptions, stored?: CallsState): Calls {
  let options = initialOptions;
  const state = stored ? resume(stored) : createCallsState();
  return {
    observe: (observation) => observe(state, observation, options),
    nextWakeAtMs: () => nextWakeAtMs(state),
    callLogWanted: () => state.callLogWanted,
    openChains: () => Object.keys(state.chains).length,
    apply(next) {
      options = next;
    },
    save: () => structuredClone(state),
    peek: () => state,
  };
}

function resume(stored: CallsState): CallsState {
  const state = structuredClone(stored);
  state.sources["call-control"].up = false;
  state.sources["active-calls"].up = false;
  return state;
}
