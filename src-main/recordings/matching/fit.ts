/** How a recording's trace and a talk go together: who, with whom, when. A contradiction rules a talk out. */
import { sameNumber } from "./numbers.ts";
import type { Talk } from "./talk.ts";
import type { Trace } from "./trace.ts";

/** How long before its talk a recording may seem to begin: what the clocks of two machines may differ by. */
export const TOLERANCE_MS = 30_000;
/** A recording that begins this near the answer was begun by it; one switched on by hand begins later. */
const EXACT_MS = 3000;
/** Clocks that tick to the second, no more: talks may be short. */
const WHOLE_MS = 1500;
/** Files are closed at the talk's end; some appear up to ten minutes later. */
const LATEST_MS = 10 * 60_000;

export interface Fit {
  readonly talk: Talk;
  /** The same extension, the same other side; false: not known. */
  readonly extension: boolean;
  readonly number: boolean;
  /** From the talk's begin to the recording's, negative when it seems to have begun before. */
  readonly startApartMs: number;
  readonly exactStart: boolean;
  /** It began with the answer and was complete when the talk was over. */
  readonly whole: boolean;
  /** It began while the talk was going on; else only the clocks' tolerance or an overlap lets it fit. */
  readonly startsInside: boolean;
  /** It was complete when that talk was over or soon after. */
  readonly onTime: boolean;
  /** Added to the file's time. */
  readonly shiftMs: number;
}

/**
 * `undefined` when they contradict each other. `slackMs`: how far two clocks may differ where a recording would
 * else begin after its talk, or be complete before it: that is rather one of a call that nobody saw.
 */
export function fitOf(talk: Talk, trace: Trace, shiftMs: number, slackMs = EXACT_MS): Fit | undefined {
  const parties = partiesOf(talk, trace);
  if (parties === undefined) return undefined;
  const startMs = trace.startMs + shiftMs;
  const endMs = trace.endMs === undefined ? undefined : trace.endMs + shiftMs;
  const doneMs = endMs ?? trace.doneMs;
  const talkEndMs = talk.endMs ?? Number.POSITIVE_INFINITY;
  const overlaps = endMs !== undefined && startMs < talkEndMs && endMs > talk.startMs;
  const earliestMs = talk.startMs - Math.max(slackMs, TOLERANCE_MS);
  const near = startMs >= earliestMs && startMs <= talkEndMs + slackMs && doneMs >= talk.startMs - slackMs;
  if (!near && !overlaps) return undefined;
  const startApartMs = startMs - talk.startMs;
  const startsInside = startApartMs >= -EXACT_MS && startMs <= talkEndMs + EXACT_MS;
  return {
    talk,
    ...parties,
    startApartMs,
    exactStart: Math.abs(startApartMs) <= EXACT_MS,
    whole: Math.abs(startApartMs) <= WHOLE_MS && Math.abs(doneMs - talkEndMs) <= WHOLE_MS,
    startsInside,
    onTime: startsInside && doneMs >= startMs - EXACT_MS && doneMs <= talkEndMs + LATEST_MS,
    shiftMs,
  };
}

function partiesOf(talk: Talk, trace: Trace): { extension: boolean; number: boolean } | undefined {
  const isInternal = talk.direction === "internal";
  if (trace.internal !== undefined && trace.internal !== isInternal) return undefined;
  const extension = trace.extension ?? talk.extensions.find((each) => trace.numbers.includes(each));
  if (extension !== undefined && !talk.extensions.includes(extension)) return undefined;
  const others = withoutOne(trace.numbers, extension);
  const number = isInternal
    ? others.some((other) => other !== extension && talk.extensions.includes(other))
    : others.some((other) => sameNumber(other, talk.number));
  if (others.length > 0 && !number) return undefined;
  return { extension: extension !== undefined, number };
}

/** The sides that are not the recorded phone. A call of a phone to itself is not made. */
function withoutOne(numbers: readonly string[], extension: string | undefined): readonly string[] {
  return numbers.filter((number) => number !== extension);
}
