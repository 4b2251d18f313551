/** What is written in one step, and how many steps become one. */
import type { DeliveryChange, StateChange } from "../../webhooks/types.ts";
import type { EventRow } from "./event-row.ts";

/** One call of `accept` or `settle`, or several of `accept`. */
export type QueueEntry =
  | {
      readonly kind: "accept";
      readonly events: readonly EventRow[];
      readonly changes: readonly StateChange[];
    }
  | { readonly kind: "settle"; readonly changes: readonly DeliveryChange[] };

/** Puts acceptances that follow each other into one entry. An outcome between them stays between them. */
export function mergeEntries(entries: readonly QueueEntry[]): QueueEntry[] {
  const merged: QueueEntry[] = [];
  let last: { kind: "accept"; events: EventRow[]; changes: StateChange[] } | undefined;
  for (const entry of entries) {
    if (entry.kind === "settle") {
      last = undefined;
      merged.push(entry);
      continue;
    }
    if (last === undefined) {
      last = { kind: "accept", events: [], changes: [] };
      merged.push(last);
    }
    for (const event of entry.events) last.events.push(event);
    for (const change of entry.changes) last.changes.push(change);
  }
  return merged;
}
