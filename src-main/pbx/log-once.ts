/**
 * Says a thing that may happen thousands of times once, then again each time its count
 * has grown tenfold: a damaged stream must not fill the log, nor stay unseen.
 */
import type { Logger } from "../../src-shared/ports/logger.ts";

export interface LogOnce {
  /** Counts `kind` and logs `sentence` at the 1st, 10th, 100th … time. `sample` is cut to 200 characters. */
  note(kind: string, sentence: string, sample?: string): void;
  /** How often `kind` was noted. */
  count(kind: string): number;
}

export function createLogOnce(log: Logger): LogOnce {
  const counts = new Map<string, number>();
  return {
    note: (kind, sentence, sample) => {
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      if (!isPowerOfTen(count)) return;
      log.warn(sentence, { kind, count, sample: sample?.slice(0, 200) });
    },
    count: (kind) => counts.get(kind) ?? 0,
  };
}

function isPowerOfTen(value: number): boolean {
  let rest = value;
  while (rest >= 10 && rest % 10 === 0) rest /= 10;
  return rest === 1;
}
