/**
 * When an endpoint needs a person: at once where only they can help, after minutes where it may pass,
 * and again after an hour and a day. One alarm per kind; it is cleared when its reason is gone.
 */
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { Logger } from "../../../src-shared/ports/logger.ts";
import type {
  AlarmChange,
  AlarmKind,
  AlarmStep,
  DeliveryAlarm,
} from "../../../src-shared/webhooks/delivery-alarm.ts";

export interface Alarms {
  /** The reason holds; told again, it only brings a newer sentence. */
  raise(kind: AlarmKind, sentence: string): void;
  clear(kind: AlarmKind): void;
  clearAll(): void;
  standing(): DeliveryAlarm[];
  /** No further steps; what stands is not cleared. */
  stop(): void;
}

export interface AlarmsOptions {
  readonly endpoint: string;
  /** A mirror is a copy for watching: it never alarms. */
  readonly mirror: () => boolean;
  readonly clock: Clock;
  readonly onAlarm: (change: AlarmChange) => void;
}

const minute = 60_000;
const hour = 60 * minute;

/** When each step comes, counted from the reason's beginning. */
const later: readonly (readonly [AlarmStep, number])[] = [
  ["1h", hour],
  ["24h", 24 * hour],
];
const atOnce: readonly (readonly [AlarmStep, number])[] = [["now", 0], ...later];
const steps: Readonly<Record<AlarmKind, readonly (readonly [AlarmStep, number])[]>> = {
  // A receiver that restarts is no reason to wake anybody.
  failing: [["5min", 5 * minute], ...later],
  config: atOnce,
  gone: atOnce,
  expired: [["now", 0]],
  "queue-bound": atOnce,
};

/** What a person should look after stands in the log as well. */
export function logAlarm(log: Logger, { state, sentence, endpoint, kind, step }: AlarmChange): void {
  if (state === "raised") log.warn(sentence, { endpoint, alarm: kind, step });
  else log.info("An alarm about an endpoint is over.", { endpoint, alarm: kind, step });
}

interface Reason {
  readonly sinceMs: number;
  sentence: string;
  /** Set once it has been told. */
  alarm: DeliveryAlarm | undefined;
  cancel: (() => void) | undefined;
}

export function createAlarms({ endpoint, mirror, clock, onAlarm }: AlarmsOptions): Alarms {
  const reasons = new Map<AlarmKind, Reason>();
  let stopped = false;

  function takeStep(kind: AlarmKind, reason: Reason, index: number): void {
    const [step, afterMs] = steps[kind][index] ?? [];
    if (step === undefined || afterMs === undefined || stopped) return;
    const beforeMs = index === 0 ? 0 : (steps[kind][index - 1]?.[1] ?? 0);
    const tell = (): void => {
      const { sentence, sinceMs } = reason;
      reason.alarm = { endpoint, kind, step, sentence, sinceMs };
      takeStep(kind, reason, index + 1);
      onAlarm({ ...reason.alarm, state: "raised", atMs: clock.nowMs() });
    };
    if (afterMs === beforeMs) tell();
    else reason.cancel = clock.after(afterMs - beforeMs, tell);
  }

  function clear(kind: AlarmKind): void {
    const reason = reasons.get(kind);
    if (reason === undefined) return;
    reasons.delete(kind);
    reason.cancel?.();
    if (reason.alarm !== undefined) onAlarm({ ...reason.alarm, state: "cleared", atMs: clock.nowMs() });
  }

  return {
    raise(kind, sentence) {
      if (mirror() || stopped) return;
      const known = reasons.get(kind);
      if (known !== undefined) {
        known.sentence = sentence;
        return;
      }
      const reason: Reason = { sinceMs: clock.nowMs(), sentence, alarm: undefined, cancel: undefined };
      reasons.set(kind, reason);
      takeStep(kind, reason, 0);
    },
    clear,
    clearAll() {
      for (const kind of [...reasons.keys()]) clear(kind);
    },
    standing: () => [...reasons.values()].flatMap(({ alarm }) => alarm ?? []),
    stop() {
      stopped = true;
      for (const reason of reasons.values()) reason.cancel?.();
    },
  };
}
