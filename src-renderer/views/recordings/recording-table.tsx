/** The list itself in each of its states: loading, wrong, empty for a reason, without a match, full. */
import { type RefObject, useMemo } from "react";
import type { RecordingRow } from "../../../src-shared/recordings/recording.ts";
import { useText } from "../../i18n/text.tsx";
import { goTo, setPath, setQuery } from "../../routing/use-route.ts";
import { useEngine } from "../../store/monitor-context.tsx";
import { Bdi } from "../../ui/bdi.tsx";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states.tsx";
import type { Live } from "../../ui/use-live-rows.ts";
import { VirtualGrid } from "../../ui/virtual-grid.tsx";
import { cardColumns, idOf, recordingColumns } from "./recording-columns.tsx";
import { isFiltered, noFilter } from "./recording-filter.ts";
import { canReprocess } from "./recording-words.ts";
import { useNarrow } from "./use-narrow.ts";
import type { Recordings } from "./use-recordings.ts";

export interface RecordingTableProps {
  readonly recordings: Recordings;
  readonly live: Live<RecordingRow>;
  readonly query: Readonly<Record<string, string>>;
  readonly selected: ReadonlySet<string>;
  readonly openId: string | undefined;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly onSelect: (ids: ReadonlySet<string>) => void;
  readonly onReprocess: (row: RecordingRow) => void;
}

export function RecordingTable(props: RecordingTableProps) {
  const { recordings, live, query, selected, openId, field, onSelect, onReprocess } = props;
  const t = useText();
  const narrow = useNarrow();
  const columns = useMemo(() => {
    const toggle = (id: string) => onSelect(withToggled(selected, id));
    return (narrow ? cardColumns : recordingColumns)(t, { ids: selected, toggle });
  }, [t, narrow, selected, onSelect]);
  const { error, rows, shownKey, total } = recordings;
  if (shownKey === undefined) {
    return error === undefined ? (
      <LoadingState what={t("recordings.what")} />
    ) : (
      <ErrorState error={error} onRetry={recordings.reload} />
    );
  }
  return (
    <>
      {error === undefined ? null : <ErrorState error={error} onRetry={recordings.reload} />}
      {live.rows.length === 0 && rows.length === 0 ? (
        <Nothing query={query} />
      ) : (
        <VirtualGrid
          label={t("recordings.list")}
          {...{ columns, live, idOf }}
          rows={live.rows}
          total={Math.max(total?.count ?? 0, live.rows.length)}
          {...(narrow ? { rowRem: 3.25 } : {})}
          {...(openId === undefined ? {} : { openId })}
          onOpen={(row) => setPath([idOf(row)])}
          selection={{
            ids: selected,
            onChange: onSelect,
            onAll: () => onSelect(new Set(live.rows.map(idOf))),
          }}
          keys={{ r: (row) => (canReprocess(row) ? onReprocess(row) : undefined) }}
          onFilter={() => field.current?.focus()}
          onEnd={recordings.loadMore}
          footer={recordings.loadingMore ? t("list.loading") : undefined}
        />
      )}
    </>
  );
}

function withToggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}

function Nothing({ query }: { readonly query: Readonly<Record<string, string>> }) {
  const t = useText();
  const counts = useEngine((engine) => engine.recordings.counts);
  const source = useEngine((engine) => engine.recordings.source);
  const folder = useEngine((engine) => engine.recordings.folder);
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (isFiltered(query) && all > 0) {
    return (
      <EmptyState>{t.rich("list.nomatch", { n: all }, { clearFilter: () => setQuery(noFilter) })}</EmptyState>
    );
  }
  if (source === "off") {
    const toSettings = () => goTo("settings", ["recordings", "source"]);
    return <EmptyState>{t.rich("recordings.empty.off", {}, { settings: toSettings })}</EmptyState>;
  }
  return (
    <EmptyState>
      {t("rec.empty")}{" "}
      {source === "pbx" ? t("recordings.empty.pbx") : <Bdi>{t("recordings.empty.watching", { folder })}</Bdi>}
    </EmptyState>
  );
}
