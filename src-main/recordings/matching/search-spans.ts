/** When to look for the links of a file: around the time in its name, and around its last change. */
import type { ListedRecording, SourceFile } from "../types.ts";
import { PATIENCE_MS } from "./match-recording.ts";

/** Talks are found by any moment of theirs, so this is the tolerance of clocks alone. */
const AROUND_MS = 2 * 60_000;

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** One or two spans; links whose talk touches one of them are all that matching needs. */
export function searchSpans(file: SourceFile, listed?: ListedRecording): readonly Span[] {
  const startMs = listed?.startedAtMs ?? file.startedAtMs;
  const endMs = listed?.endedAtMs ?? file.endedAtMs;
  const done = { fromMs: file.modifiedAtMs - PATIENCE_MS - AROUND_MS, toMs: file.modifiedAtMs + AROUND_MS };
  if (startMs === undefined) return [done];
  const named = { fromMs: startMs - AROUND_MS, toMs: (endMs ?? startMs) + AROUND_MS };
  if (listed !== undefined) return [named];
  const apart = named.toMs < done.fromMs || done.toMs < named.fromMs;
  if (apart) return [named, done];
  return [{ fromMs: Math.min(named.fromMs, done.fromMs), toMs: Math.max(named.toMs, done.toMs) }];
}
