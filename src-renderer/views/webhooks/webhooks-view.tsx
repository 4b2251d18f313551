/** The view "webhooks": which receiver got what, why not, and what to do about it. */
import { useCallback, useMemo, useRef, useState } from "react";
import type { LogFilter } from "../../../src-shared/webhooks/log-query.ts";
import { visibleText } from "../../format/visible-text.ts";
import { useText } from "../../i18n/text.tsx";
import { setPath } from "../../routing/use-route.ts";
import { useEngine } from "../../store/monitor-context.tsx";
import { useRequest } from "../../store/use-request.ts";
import { Split } from "../../ui/drawer.tsx";
import { LiveBar } from "../../ui/live-bar.tsx";
import { useLiveRows } from "../../ui/use-live-rows.ts";
import type { ViewProps } from "../views.tsx";
import { EndpointCards } from "./endpoint-cards.tsx";
import { EndpointStrip } from "./endpoint-strip.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { filterOfKey, isFiltered, keyOf, listIn, logFilterOf } from "./log-filter.ts";
import { freshRows } from "./log-list.ts";
import { LogPart } from "./log-part.tsx";
import { rowIdOf } from "./log-table.tsx";
import { OpenDetail } from "./open-detail.tsx";
import { RunLines } from "./run-lines.tsx";
import { SelectionBar, nothingSelected, filterOfSelection } from "./selection.tsx";
import { useExport } from "./use-export.ts";
import { useLog } from "./use-log.ts";
import { useWebhookActions } from "./use-webhook-actions.tsx";
import { WebhooksHead } from "./webhooks-head.tsx";
import classes from "./webhooks-view.module.css";

export function WebhooksView({ path, query }: ViewProps) {
  const t = useText();
  const filter = useFilter(query);
  const log = useLog(filter);
  const live = useLiveRows(log.rows, rowIdOf, log.shownKey);
  const rows = useMemo(() => freshRows(live.rows, log.left), [live.rows, log.left]);
  const [selection, setSelection] = useState(nothingSelected);
  const [said, setSaid] = useState("");
  const onCopied = useCallback(
    (id: string, worked: boolean) =>
      setSaid(worked ? t("webhooks.copiedId", { id: visibleText(id) }) : t("action.copyFailed")),
    [t],
  );
  const { actions, layer, note, dismissNote } = useWebhookActions(onCopied);
  const field = useRef<HTMLInputElement>(null);
  const exportRun = useExport();
  const openId = path[0];
  const endpoints = listIn(query["endpoint"]);
  const { everything, former } = useCounts();
  const resendSelected = () => actions.resendMany(filterOfSelection(selection, filter));

  return (
    <>
      <WebhooksHead
        total={log.total}
        live={<LiveBar steady live={live} />}
        onExport={(format) => exportRun.start(filter, format)}
        onResend={() => actions.resendMany(filter)}
        onTest={() => actions.test(endpoints[0])}
      />
      <EndpointCards chosen={query["endpoint"]} former={former} actions={actions} />
      <FilterBar query={query} field={field} />
      {endpoints.length === 1 ? <EndpointStrip name={endpoints[0] ?? ""} actions={actions} /> : null}
      <div className={classes.body}>
        <Split>
          <div className={classes.list} data-loading={log.shownKey !== keyOf(filter) || undefined}>
            <LogPart
              {...{ log, live, rows, everything, actions, openId }}
              filtered={isFiltered(query)}
              selection={{
                ids: selection.ids,
                onChange: (ids) => setSelection({ ids, all: false }),
                onAll: () => setSelection({ ids: new Set(rows.map(rowIdOf)), all: true }),
              }}
              onFilter={() => field.current?.focus()}
              onResend={(row) => {
                if (selection.ids.size > 0) return resendSelected();
                setPath([rowIdOf(row)]);
                actions.resendOne(row);
              }}
            />
            <SelectionBar
              selection={selection}
              total={log.total}
              onResend={resendSelected}
              onClear={() => setSelection(nothingSelected)}
            />
          </div>
          {openId === undefined ? null : (
            <OpenDetail openId={openId} rows={rows} actions={actions} onEnd={log.loadMore} />
          )}
        </Split>
      </div>
      <RunLines {...{ exportRun, note, actions }} onDismissNote={dismissNote} said={said} />
      {layer}
    </>
  );
}

/** The same object as long as its content is: opening a detail changes the address too. */
function useFilter(query: ViewProps["query"]): LogFilter {
  const dayStartMs = useEngine((engine) => engine.today.dayStartMs);
  const key = keyOf(logFilterOf(query, dayStartMs));
  return useMemo(() => filterOfKey(key), [key]);
}

/** All that the log has, and endpoints that only the log still knows. */
function useCounts(): { readonly everything: number | undefined; readonly former: readonly string[] } {
  const { result } = useRequest("log.counts", {});
  const present = useEngine((engine) => engine.endpoints);
  const counts = result?.counts;
  const names = new Set((counts ?? []).map(({ endpoint }) => endpoint));
  for (const { name } of present) names.delete(name);
  return { everything: counts?.reduce((sum, { count }) => sum + count, 0), former: [...names] };
}
