/** The rows of the list: live calls (perhaps in groups), a heading, finished calls. */
import type { CallView } from "../../../src-shared/contract/call-view.ts";
import { groupsOf, type CallGroup } from "./call-groups.ts";
import type { Grouping } from "./call-filter.ts";
import { inOrderOfNeed } from "./call-times.ts";

/** A row across all columns that is no call. */
export type ListMark =
  | { readonly mark: "no-live" }
  | { readonly mark: "finished" }
  | { readonly mark: "group"; readonly group: CallGroup; readonly open: boolean };

/** Calls stand for themselves: a call that did not change is the same object. */
export type ListRow = CallView | ListMark;

export const isMark = (row: ListRow): row is ListMark => "mark" in row;

export function idOfRow(row: ListRow): string {
  if (!isMark(row)) return row.chainId;
  return row.mark === "group" ? `group ${row.group.key}` : row.mark;
}

const noLive: ListMark = { mark: "no-live" };
const finishedHeading: ListMark = { mark: "finished" };

interface RowParts {
  /** Absent when the filter leaves live calls out. */
  readonly live?: readonly CallView[];
  /** Live calls may be missing because of the filter: then nothing is said about there being none. */
  readonly filtered: boolean;
  /** Absent when the filter leaves finished calls out. */
  readonly finished?: readonly CallView[];
  readonly grouping: Grouping;
  readonly isOpen: (groupKey: string) => boolean;
}

export function rowsOf({ live, filtered, finished, grouping, isOpen }: RowParts): readonly ListRow[] {
  const isSilent = live === undefined || (filtered && live.length === 0);
  return [
    ...(isSilent ? [] : liveRows(live, grouping, isOpen)),
    ...(finished === undefined ? [] : [finishedHeading, ...finished]),
  ];
}

function liveRows(
  live: readonly CallView[],
  grouping: Grouping,
  isOpen: (groupKey: string) => boolean,
): readonly ListRow[] {
  if (live.length === 0) return [noLive];
  const ordered = inOrderOfNeed(live);
  if (grouping === "none") return ordered;
  return groupsOf(ordered, grouping).flatMap((group): ListRow[] => {
    const open = isOpen(group.key);
    return [{ mark: "group", group, open }, ...(open ? group.calls : [])];
  });
}

/** The call before or after `id` in the list. */
export function neighbourOf(rows: readonly ListRow[], id: string, step: 1 | -1): CallView | undefined {
  const calls = rows.filter((row): row is CallView => !isMark(row));
  const at = calls.findIndex((call) => call.chainId === id);
  return at === -1 ? undefined : calls[at + step];
}
