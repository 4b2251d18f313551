/** Stretches of time in which something held, and the gaps between them. Pure. */
import type { Span } from "./types.ts";

/** The gap that a stretch of time touches, with its bounds where they are known. */
export interface Gap {
  /** Absent: nothing is known of before. */
  readonly fromMs?: number;
  /** Absent: it lasts. */
  readonly toMs?: number;
}

/** @param spans in the order of time, none touching the next */
export function gapAround(spans: readonly Span[], fromMs: number, toMs: number): Gap | undefined {
  let before: Span | undefined;
  for (const span of spans) {
    if (fromMs < span.fromMs) return { ...endOf(before), toMs: span.fromMs };
    if (fromMs <= span.toMs && toMs <= span.toMs) return undefined;
    before = span;
  }
  return endOf(before);
}

function endOf(span: Span | undefined): Gap {
  return span === undefined ? {} : { fromMs: span.toMs };
}

/** The spans with the last one longer, or with a new one. */
export function withSpan(spans: readonly Span[], fromMs: number, toMs: number): readonly Span[] {
  const last = spans.at(-1);
  // A clock that was set back makes no stretch that ends before it begins.
  if (last === undefined || last.fromMs !== fromMs)
    return [...spans, { fromMs, toMs: Math.max(fromMs, toMs) }];
  return [...spans.slice(0, -1), { fromMs, toMs: Math.max(toMs, last.toMs) }];
}

/** Without what ended before, and no more than so many. */
export function pruned(spans: readonly Span[], beforeMs: number, most: number): readonly Span[] {
  return spans.filter(({ toMs }) => toMs >= beforeMs).slice(-most);
}
