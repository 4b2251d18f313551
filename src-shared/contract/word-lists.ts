/** The words that reports use, as lists: labels of the metrics and enumerations of schemas are made of them. */
import type { OutgoingEvent } from "../telephony/call-event.ts";
import type { AlarmKind, AlarmStep } from "../webhooks/delivery-alarm.ts";
import type { AttemptResult, EndpointState, EndpointStatus } from "../webhooks/delivery-report.ts";
import type { StoreAlarmKind } from "./store-alarm.ts";

/** A record instead of a list, so that the compiler misses a member that somebody adds to the union. */
export function listOf<Value extends string>(values: Readonly<Record<Value, true>>): readonly Value[] {
  const names: string[] = Object.keys(values);
  return names.filter((name): name is Value => name in values);
}

export const eventTypes = listOf<OutgoingEvent["type"]>({
  ringing: true,
  dialing: true,
  started: true,
  ended: true,
  recording: true,
  queued: true,
  ringing_stopped: true,
  transfer: true,
  voicemail: true,
  chain_ended: true,
});

export const attemptOutcomes = listOf<AttemptResult>({
  delivered: true,
  retry: true,
  paused: true,
  "gave-up": true,
  expired: true,
  dropped: true,
});

export const endpointStates = listOf<EndpointState>({ ok: true, failing: true, paused: true });

export const breakerStates = listOf<EndpointStatus["breaker"]>({ closed: true, open: true, probing: true });

export const alarmKinds = listOf<AlarmKind>({
  failing: true,
  config: true,
  gone: true,
  expired: true,
  "queue-bound": true,
});

export const alarmSteps = listOf<AlarmStep>({ now: true, "5min": true, "1h": true, "24h": true });

export const storeAlarmKinds = listOf<StoreAlarmKind>({
  "disk-full": true,
  locked: true,
  unwritable: true,
  damaged: true,
});
