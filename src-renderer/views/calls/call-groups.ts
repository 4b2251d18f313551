/** Live calls in groups, for when there are too many to look at one by one. */
import type { CallView } from "../../../src-shared/contract/call-view.ts";
import { waitingSinceMs } from "./call-times.ts";
import type { Grouping } from "./call-filter.ts";
import { axisShare } from "./timeline.ts";

/** Above this, calls are grouped unless somebody chose otherwise. */
export const groupFrom = 199;
/** Down here they are so no longer. */
export const groupUntil = 150;
/** Columns of the distribution of ages; they lie on the axis of the bars. */
const ageColumns = 8;

export interface CallGroup {
  /** A state, or the number of a queue or extension; empty: none. */
  readonly key: string;
  /** Name of the number; empty for states and where unknown. */
  readonly name: string;
  /** In the order of the list. */
  readonly calls: readonly CallView[];
  /** The earliest begin of a wait that goes on. */
  readonly waitingSinceMs?: number;
}

export function groupingOf(chosen: Grouping | undefined, many: boolean): Grouping {
  return chosen ?? (many ? "state" : "none");
}

/** Groups in a stable order: states from the first ring to the talk, numbers by their value; without one last. */
export function groupsOf(calls: readonly CallView[], by: Exclude<Grouping, "none">): readonly CallGroup[] {
  const groups = new Map<string, { readonly name: string; readonly calls: CallView[] }>();
  for (const call of calls) {
    const { key, name } = placeOf(call, by);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { name, calls: [call] });
    else group.calls.push(call);
  }
  return [...groups]
    .map(([key, { name, calls }]) => ({ key, name, calls, ...longestWait(calls) }))
    .toSorted((a, b) => compareKeys(a.key, b.key, by));
}

function placeOf(
  call: CallView,
  by: Exclude<Grouping, "none">,
): { readonly key: string; readonly name: string } {
  switch (by) {
    case "state":
      return { key: call.state, name: "" };
    case "queue": {
      const queue = call.stages.findLast((stage) => stage.kind === "queue");
      return { key: queue?.dn ?? "", name: queue?.name ?? "" };
    }
    case "extension": {
      const [only, ...others] = call.at;
      const isPhone = ["ringing", "dialing", "talking"].includes(call.state) && others.length === 0;
      return { key: isPhone ? (only?.dn ?? "") : "", name: isPhone ? (only?.name ?? "") : "" };
    }
    default: {
      const _never: never = by;
      return _never;
    }
  }
}

function longestWait(calls: readonly CallView[]): { readonly waitingSinceMs?: number } {
  let earliestMs = Number.POSITIVE_INFINITY;
  for (const call of calls) earliestMs = Math.min(earliestMs, waitingSinceMs(call) ?? earliestMs);
  return Number.isFinite(earliestMs) ? { waitingSinceMs: earliestMs } : {};
}

const stateOrder = [
  "queue",
  "ringing",
  "dialing",
  "ivr",
  "unknown",
  "talking",
  "voicemail",
  "missed",
  "ended",
];

function compareKeys(a: string, b: string, by: Grouping): number {
  if (by === "state") return stateOrder.indexOf(a) - stateOrder.indexOf(b);
  if (a === "" || b === "") return a === b ? 0 : a === "" ? 1 : -1;
  return a.localeCompare(b, "en", { numeric: true });
}

/** How many calls of each age there are, the youngest first. */
export function agesOf(calls: readonly CallView[], nowMs: number): readonly number[] {
  const counts = Array.from({ length: ageColumns }, () => 0);
  for (const call of calls) {
    const share = axisShare((call.endedAtMs ?? nowMs) - call.arrivedAtMs);
    const column = Math.min(ageColumns - 1, Math.floor(share * ageColumns));
    counts[column] = (counts[column] ?? 0) + 1;
  }
  return counts;
}
