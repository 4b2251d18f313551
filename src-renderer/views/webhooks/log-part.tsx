/** The list with all its states: loading, empty, nothing matches, an error, and what is loaded at its end. */
import { useCallback, useMemo, useState } from "react";
import type { LogRow } from "../../../src-shared/webhooks/log-query.ts";
import { useText } from "../../i18n/text.tsx";
import { setPath, setQuery } from "../../routing/use-route.ts";
import type { Live } from "../../ui/use-live-rows.ts";
import { VirtualGrid, type GridSelection } from "../../ui/virtual-grid.tsx";
import { EmptyState, ErrorState, LoadingState, NoteLine } from "../../ui/states.tsx";
import type { WebhookActions } from "./actions.ts";
import { noFilter } from "./log-filter.ts";
import { logColumns, rowIdOf } from "./log-table.tsx";
import { RowMenu, type RowMenuAt } from "./row-menu.tsx";
import { SearchLine } from "./search-line.tsx";
import type { Log } from "./use-log.ts";

export interface LogPartProps {
  readonly log: Log;
  readonly live: Live<LogRow>;
  /** The rows to show, held or not, with their newest content. */
  readonly rows: readonly LogRow[];
  readonly openId: string | undefined;
  readonly selection: GridSelection;
  /** Rows that the log has without any filter; absent while unknown. */
  readonly everything: number | undefined;
  readonly filtered: boolean;
  readonly actions: WebhookActions;
  onFilter(): void;
  /** `r`: the selected ones, else this row. */
  onResend(row: LogRow): void;
}

export function LogPart(props: LogPartProps) {
  const { log, live, rows, openId, selection, everything, filtered, actions } = props;
  const t = useText();
  const columns = useMemo(() => logColumns(t), [t]);
  const [menu, setMenu] = useState<RowMenuAt>();
  const open = useCallback((row: LogRow) => setPath([rowIdOf(row)]), []);
  if (rows.length === 0) {
    if (log.error !== undefined) return <ErrorState error={log.error} onRetry={log.reload} />;
    if (log.shownKey === undefined) return <LoadingState what={t("webhooks.log")} rows={14} />;
    if (log.search !== undefined) return <SearchLine search={log.search} />;
    if (filtered) {
      const clearFilter = () => setQuery(noFilter());
      return <EmptyState>{t.rich("list.nomatch", { n: everything ?? 0 }, { clearFilter })}</EmptyState>;
    }
    return <EmptyState>{t.rich("log.empty", {}, { sendATestEvent: () => actions.test() })}</EmptyState>;
  }
  return (
    <>
      {log.error === undefined ? null : <ErrorState error={log.error} onRetry={log.reload} />}
      <VirtualGrid
        label={t("webhooks.log")}
        columns={columns}
        rows={rows}
        idOf={rowIdOf}
        total={Math.max(rows.length, log.total?.count ?? 0)}
        {...(openId === undefined ? {} : { openId })}
        onOpen={open}
        selection={selection}
        live={live}
        keys={{ r: props.onResend, c: actions.copyId }}
        onFilter={props.onFilter}
        onMenu={(row, { x, y }) => setMenu({ row, x, y })}
        onEnd={log.loadMore}
        toneOf={(row) => (row.test ? "test" : undefined)}
        footer={
          log.search !== undefined ? (
            <SearchLine search={log.search} />
          ) : log.loadingMore ? (
            <NoteLine>{t("list.loading")}</NoteLine>
          ) : undefined
        }
      />
      {menu === undefined ? null : <RowMenu at={menu} actions={actions} onClose={() => setMenu(undefined)} />}
    </>
  );
}
