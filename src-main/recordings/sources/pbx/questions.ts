/**
 * When to ask the PBX for its list, and from when on. Rows come late, so a call that has ended is asked for
 * five times; everything else is gentle, and now and then the whole time in which a talk may have begun.
 */

export interface Question {
  readonly fromMs: number;
  /** Everything that could still come is asked for: what is not in the answer is gone. */
  readonly whole: boolean;
}

export interface Questions {
  /** A call that began at `callStartedAtMs` has just ended. */
  soon(callStartedAtMs: number, steadyMs: number): void;
  /** How long until the next question. */
  waitMs(steadyMs: number): number;
  /** What is due now. `nowMs`: wall clock; `cursorMs`: up to when the whole list was read last. */
  next(steadyMs: number, nowMs: number, cursorMs: number): Question;
  /** The next question is for everything. */
  reset(): void;
}

interface Ended {
  readonly fromMs: number;
  readonly atMs: number;
  asked: number;
}

const afterEndMs = [5, 15, 30, 60, 180].map((seconds) => seconds * 1000);
const leastBetweenMs = 5000;
/** Questions so close to each other are one. */
const togetherMs = 2500;
const idleEveryMs = 60_000;
const wholeEveryMs = 5 * 60_000;
/** A row may be listed when its talk ends, under the time when it began. */
const longestTalkMs = 12 * 3_600_000;
const idleLookBackMs = 3_600_000;
/** The PBX's clock and this machine's may differ. */
const clockDifferenceMs = 60_000;

export function createQuestions(): Questions {
  let ended: Ended[] = [];
  let askedAtMs = Number.NEGATIVE_INFINITY;
  let wholeAtMs = Number.NEGATIVE_INFINITY;

  const dueMs = ({ atMs, asked }: Ended) => atMs + (afterEndMs[asked] ?? 0);

  return {
    soon: (callStartedAtMs, steadyMs) => {
      ended.push({ fromMs: callStartedAtMs - clockDifferenceMs, atMs: steadyMs, asked: 0 });
    },
    waitMs: (steadyMs) => {
      const due = [askedAtMs + idleEveryMs, wholeAtMs + wholeEveryMs, ...ended.map(dueMs)];
      return Math.max(Math.min(...due), askedAtMs + leastBetweenMs, steadyMs) - steadyMs;
    },
    next: (steadyMs, nowMs, cursorMs) => {
      const whole = steadyMs - wholeAtMs >= wholeEveryMs - togetherMs;
      const wholeFromMs = Math.min(cursorMs, nowMs) - longestTalkMs;
      const starts = ended.map(({ fromMs }) => fromMs);
      const fromMs = whole ? wholeFromMs : Math.min(nowMs - idleLookBackMs, ...starts);
      for (const each of ended) {
        while (each.asked < afterEndMs.length && dueMs(each) <= steadyMs + togetherMs) each.asked += 1;
      }
      ended = ended.filter(({ asked }) => asked < afterEndMs.length);
      askedAtMs = steadyMs;
      if (whole) wholeAtMs = steadyMs;
      return { fromMs: Math.max(fromMs, wholeFromMs), whole };
    },
    reset: () => {
      wholeAtMs = Number.NEGATIVE_INFINITY;
    },
  };
}
