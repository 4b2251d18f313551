/** The counts of today, in the PBX's time zone: incoming, outgoing, missed. */
import type { TodayView } from "../../src-shared/contract/call-view.ts";
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { CallDirection } from "../../src-shared/telephony/call-event.ts";
import type { DayCounts } from "./types.ts";

export interface Today {
  read(): TodayView;
  /** Counts that were kept before this program started; added to what came since. */
  restore(counts: DayCounts): void;
  arrived(direction: CallDirection, arrivedAtMs: number): void;
  missed(arrivedAtMs: number): void;
  setTimezone(timezone: string | undefined): void;
}

const none: DayCounts = { incoming: 0, outgoing: 0, missed: 0 };

export function createToday(clock: Clock, initial: string | undefined): Today {
  let timezone = zoneOf(initial);
  let day = dayOf(clock.nowMs(), timezone);
  let counts = none;

  /** Of the day, which may have become another one; also one before, when the clock was set. */
  function startMs(): number {
    const nowMs = clock.nowMs();
    if (nowMs < day.startMs || nowMs >= day.endMs) {
      day = dayOf(nowMs, timezone);
      counts = none;
    }
    return day.startMs;
  }

  function add(part: keyof DayCounts, arrivedAtMs: number): void {
    if (arrivedAtMs >= startMs()) counts = { ...counts, [part]: counts[part] + 1 };
  }

  return {
    read: () => ({ dayStartMs: startMs(), timezone, ...counts }),
    restore({ incoming, outgoing, missed }) {
      counts = {
        incoming: counts.incoming + incoming,
        outgoing: counts.outgoing + outgoing,
        missed: counts.missed + missed,
      };
    },
    arrived(direction, arrivedAtMs) {
      if (direction !== "internal") add(direction, arrivedAtMs);
    },
    missed: (arrivedAtMs) => add("missed", arrivedAtMs),
    setTimezone(next) {
      timezone = zoneOf(next);
      const other = dayOf(clock.nowMs(), timezone);
      if (other.startMs !== day.startMs) counts = none;
      day = other;
    },
  };
}

/** An unknown name is that of this machine: it is complained of where settings are read. */
function zoneOf(timezone: string | undefined): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: timezone }).resolvedOptions().timeZone;
  } catch {
    return new Intl.DateTimeFormat("en").resolvedOptions().timeZone;
  }
}

interface Day {
  readonly startMs: number;
  /** The next day's start: on days on which clocks change, not 24 hours later. */
  readonly endMs: number;
}

/** Worked out once a day: asking the zone for each event took 6 % of what the program does at 50 events a second. */
function dayOf(nowMs: number, timezone: string): Day {
  const startMs = dayStart(nowMs, timezone);
  return { startMs, endMs: dayStart(startMs + dayMs + halfDayMs, timezone) };
}

/**
 * Midnight before `nowMs` in the zone. Found by the clock's face: on a day on which clocks change, the
 * first guess is off by that change and corrected once.
 */
export function dayStart(nowMs: number, timezone: string): number {
  const guess = nowMs - sinceMidnightMs(nowMs, timezone);
  const off = sinceMidnightMs(guess, timezone);
  if (off === 0) return guess;
  return off < halfDayMs ? guess - off : guess + dayMs - off;
}

const dayMs = 86_400_000;
const halfDayMs = dayMs / 2;

function sinceMidnightMs(atMs: number, timezone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: timezone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).formatToParts(atMs);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return ((of("hour") * 60 + of("minute")) * 60 + of("second")) * 1000 + (atMs % 1000);
}
