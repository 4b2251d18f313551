/** The list: live calls on top, finished ones below, in one grid that stands still under the hand. */
import { type ReactNode, type RefObject, useCallback, useMemo, useState } from "react";
import type { CallView } from "../../../src-shared/contract/call-view.ts";
import { useText } from "../../i18n/text.tsx";
import { setPath, setQuery } from "../../routing/use-route.ts";
import { useEngine } from "../../store/monitor-context.tsx";
import { usePreferences } from "../../store/preferences.ts";
import { ErrorState, LoadingState } from "../../ui/states.tsx";
import { type Live, useLiveRows } from "../../ui/use-live-rows.ts";
import { VirtualGrid } from "../../ui/virtual-grid.tsx";
import { columnsFor, type ListLayout } from "./call-columns.tsx";
import { isFiltered, noFilter, type Grouping, type ListChoice } from "./call-filter.ts";
import { idOfRow, isMark, type ListMark, type ListRow, rowsOf } from "./call-rows.ts";
import classes from "./calls-list.module.css";
import { MarkRow } from "./list-marks.tsx";
import { type FinishedCalls, useFinished } from "./use-calls.ts";

interface CallList {
  readonly live: Live<ListRow>;
  readonly finished: FinishedCalls;
  readonly grouping: Grouping;
  readonly toggle: (groupKey: string) => void;
}

/** The rows and what holds them, made where the view's head can show it. */
export function useCallList(
  choice: ListChoice,
  grouping: Grouping,
  liveCalls: readonly CallView[] | undefined,
  /** So many that groups are closed at first. */
  many: boolean,
): CallList {
  const [flipped, setFlipped] = useState<ReadonlySet<string>>(new Set());
  const finished = useFinished(choice);
  const filtered = isFiltered(choice.filter);
  const rows = useMemo(() => {
    const staying = new Set(liveCalls?.map(({ chainId }) => chainId));
    const below = finished.rows?.filter(({ chainId }) => !staying.has(chainId));
    return rowsOf({
      ...(liveCalls === undefined ? {} : { live: liveCalls }),
      ...(below === undefined ? {} : { finished: below }),
      filtered,
      grouping,
      isOpen: (key) => flipped.has(`${grouping} ${key}`) === many,
    });
  }, [liveCalls, finished.rows, grouping, flipped, many, filtered]);
  const listKey = JSON.stringify([choice.filter, finished.answeredKey, grouping, [...flipped]]);
  const live = useLiveRows(rows, idOfRow, listKey);
  const toggle = useCallback(
    (key: string) =>
      setFlipped((before) => {
        const next = new Set(before);
        if (!next.delete(`${grouping} ${key}`)) next.add(`${grouping} ${key}`);
        return next;
      }),
    [grouping],
  );
  return { live, finished, grouping, toggle };
}

const heights = { normal: { row: 2.25, card: 4 }, compact: { row: 1.75, card: 3.75 } } as const;

export function CallsList({
  list: { live, finished, grouping, toggle },
  choice,
  layout,
  openId,
  textField,
}: {
  readonly list: CallList;
  readonly choice: ListChoice;
  readonly layout: ListLayout;
  readonly openId: string | undefined;
  readonly textField: RefObject<HTMLInputElement | null>;
}) {
  const t = useText();
  const density = usePreferences((preferences) => preferences.density);
  const columns = useMemo(() => columnsFor(layout, t, choice.allDays), [layout, t, choice.allDays]);
  const height = heights[density];
  const open = (row: ListRow) => {
    if (!isMark(row)) setPath([row.chainId]);
    else if (row.mark === "group") toggle(row.group.key);
  };
  const { allDays } = choice;
  const wideOf = (row: ListRow) => (isMark(row) ? markRow(row, { grouping, allDays, toggle }) : undefined);
  return (
    <div className={classes.list}>
      <VirtualGrid
        label={t("calls.list")}
        columns={columns}
        rows={live.rows}
        idOf={idOfRow}
        rowRem={layout === "card" ? height.card : height.row}
        {...(openId === undefined ? {} : { openId })}
        onOpen={open}
        keys={{ c: (row) => void (isMark(row) || navigator.clipboard.writeText(row.chainId)) }}
        onFilter={() => textField.current?.focus()}
        live={live}
        onEnd={finished.loadMore}
        toneOf={(row) => (isMark(row) ? row.mark : row.endedAtMs === undefined ? undefined : row.state)}
        wideOf={wideOf}
        footer={<Footer finished={finished} choice={choice} shown={live.rows} />}
      />
    </div>
  );
}

function markRow(
  row: ListMark,
  { toggle, ...shown }: Pick<CallList, "grouping" | "toggle"> & Pick<ListChoice, "allDays">,
): ReactNode {
  return <MarkRow row={row} {...shown} onToggle={toggle} />;
}

function Footer({
  finished,
  choice,
  shown,
}: {
  readonly finished: FinishedCalls;
  readonly choice: ListChoice;
  readonly shown: readonly ListRow[];
}) {
  const t = useText();
  const { incoming, outgoing } = useEngine((engine) => engine.today);
  const liveCount = useEngine((engine) => engine.calls.size);
  const known = Math.max(incoming + outgoing, liveCount);
  if (finished.first) return <LoadingState what={t("calls.what")} rows={4} />;
  if (finished.error !== undefined) return <ErrorState error={finished.error} onRetry={finished.retry} />;
  const none = shown.every(isMark);
  if (none && isFiltered(choice.filter)) {
    const clearFilter = () => setQuery(noFilter);
    return <>{t.rich("list.nomatch", { n: known }, { clearFilter })}</>;
  }
  if (finished.rows === undefined) return null;
  if (finished.more) return <span className="quiet">{finished.loading ? t("list.loading") : ""}</span>;
  const earlier = () => setQuery({ days: "all" });
  const today = () => setQuery({ days: undefined });
  const empty = finished.rows.length === 0;
  // What can be clicked stands first: it stays in its place when the first call ends.
  return (
    <span className="quiet">
      {choice.allDays
        ? t.rich(empty ? "calls.finished.noneKept" : "calls.finished.endKept", {}, { today })
        : t.rich(empty ? "calls.finished.none" : "calls.finished.end", {}, { earlier })}
    </span>
  );
}
