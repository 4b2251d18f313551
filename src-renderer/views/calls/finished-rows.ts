/** Finished calls: pages of the engine, and what ended while the window watched. */
import type { CallView } from "../../../src-shared/contract/call-view.ts";

/** Finished calls stay among the live ones for a moment, so that they do not vanish under the eye. */
export const staysMs = 10_000;

interface FinishedParts {
  /** Newest first, from the engine. */
  readonly loaded: readonly CallView[];
  /** There are further pages behind `loaded`. */
  readonly more: boolean;
  /** Those that fit the filter, of the window's own memory; newer than what was loaded. */
  readonly recent: readonly CallView[];
}

/** Newest first, each once, in its newest state; nothing from behind the last loaded page. */
export function mergedFinished({ loaded, more, recent }: FinishedParts): readonly CallView[] {
  if (recent.length === 0) return loaded;
  const byId = new Map(loaded.map((call) => [call.chainId, call]));
  const lastMs = more ? (loaded.at(-1)?.endedAtMs ?? 0) : 0;
  for (const call of recent) {
    if (byId.has(call.chainId) || endOf(call) >= lastMs) byId.set(call.chainId, call);
  }
  return [...byId.values()].toSorted((a, b) => endOf(b) - endOf(a) || (a.chainId < b.chainId ? 1 : -1));
}

const endOf = (call: CallView): number => call.endedAtMs ?? 0;
