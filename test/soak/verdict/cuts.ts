/** Where a soak was cut off and went on: from its last sign of life on, everything ended, and all began anew. */
import type { JournalEntry, Trouble } from "../journal.ts";

/** Each as a trouble of all: from the last sample before the cut to the first call after it. */
export function cutsIn(journal: readonly JournalEntry[]): Trouble[] {
  return journal.flatMap((entry, place) => {
    if (entry.type !== "begin" || place === 0) return [];
    const last = journal.slice(0, place).findLast(({ type }) => type === "sample");
    const first = journal.slice(place).find(({ type }) => type === "play");
    const span = { fromMs: atMsOf(last) ?? entry.atMs, toMs: atMsOf(first) ?? entry.atMs };
    return { ...{ type: "trouble", name: "cut", detail: "{}" }, ...span } satisfies Trouble;
  });
}

function atMsOf(entry: JournalEntry | undefined): number | undefined {
  return entry !== undefined && "atMs" in entry ? entry.atMs : undefined;
}
