/** 3CX followed without anything sent to anybody: for captures beside no service, and for replays. */
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Logger } from "../../src-shared/ports/logger.ts";
import type { PbxSettings } from "../../src-shared/settings/settings.ts";
import type { CallEvent } from "../../src-shared/telephony/call-event.ts";
import type { Observation } from "../../src-shared/telephony/observation.ts";
import { createCalls } from "../calls/create-calls.ts";
import { createWake } from "../calls/wake.ts";
import { createPbx } from "../pbx/create-pbx.ts";
import type { PbxState, PbxTapNow } from "../pbx/types.ts";

export interface FollowCallsOptions {
  readonly settings: PbxSettings;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Logger;
  readonly tap?: PbxTapNow;
  readonly onEvent: (event: CallEvent) => void;
  readonly onObservation?: (observation: Observation) => void;
}

export interface FollowedCalls {
  start(): void;
  stop(): Promise<void>;
  state(): PbxState;
  /** Work under way that will finish without the clock moving. */
  busy(): number;
}

export function followCalls(options: FollowCallsOptions): FollowedCalls {
  const { settings, clock, onEvent, onObservation = () => {} } = options;
  const calls = createCalls(settings, clock);
  const wake = createWake(clock, calls, observe);
  let askedRequest = 0;
  const pbx = createPbx({ ...options, onObservation: observe, onState: () => {} });

  function observe(observation: Observation): void {
    onObservation(observation);
    for (const event of calls.observe(observation).events) onEvent(event);
    const wanted = calls.callLogWanted();
    if (wanted !== undefined && wanted.request !== askedRequest) {
      askedRequest = wanted.request;
      pbx.askCallLog(wanted.fromMs, wanted.toMs);
    }
    wake.schedule();
  }

  return {
    start: pbx.start,
    stop: async () => {
      wake.cancel();
      await pbx.stop();
    },
    state: pbx.state,
    busy: pbx.busy,
  };
}
