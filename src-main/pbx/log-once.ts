/**
 * Says a thing that may happen thousands of times once, then again each time its count
 * has grown tenfold: a damaged stream must not fill the log, nor stay unseen.
 */
import type { Logger } from "../../src-shared/ports/logger.ts";

export interface LogOnce {
  /** Counts `kind` and warns with `sentence` at the 1st, 10th, 100th … time. `sample` is cut to 200 characters and marked with `…`. */
  note(kind: string, sentence: string, sample?: string): void;
  /** The same for what is no reason to worry. */
  mention(kind: string, sentence: string): void;
  /** How often `kind` was noted. */
  count(kind: string): number;
}

const longestSample = 200;

/** `onNote` hears each time, whether it is said or not. */
export function createLogOnce(
  log: Logger,
  onNote: (kind: string, sentence: string, sample?: string) => void = () => {},
): LogOnce {
  const counts = new Map<string, number>();
  const isDue = (kind: string): number | undefined => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return isPowerOfTen(count) ? count : undefined;
  };
  return {
    note: (kind, sentence, sample) => {
      onNote(kind, sentence, sample);
      const count = isDue(kind);
      if (count !== undefined) log.warn(sentence, { kind, count, sample: shortened(sample) });
    },
    mention: (kind, sentence) => {
      onNote(kind, sentence);
      const count = isDue(kind);
      if (count !== undefined) log.debug(sentence, { kind, count });
    },
    count: (kind) => counts.get(kind) ?? 0,
  };
}

/** The mark says that there was more, and lets the log find a secret that was cut. */
function shortened(sample: string | undefined): string | undefined {
  return sample !== undefined && sample.length > longestSample
    ? `${sample.slice(0, longestSample)}…`
    : sample;
}

function isPowerOfTen(value: number): boolean {
  let rest = value;
  while (rest >= 10 && rest % 10 === 0) rest /= 10;
  return rest === 1;
}
