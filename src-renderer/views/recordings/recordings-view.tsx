/** Recordings: found, matched, converted, sent; with a player, their reasons and what is deleted next. */
import { ActionIcon, Button } from "@mantine/core";
import { useCallback, useMemo, useRef, useState } from "react";
import type { RecordingRow } from "../../../src-shared/recordings/recording.ts";
import { useText } from "../../i18n/text.tsx";
import { setPath } from "../../routing/use-route.ts";
import { useEngine, useIsStale } from "../../store/monitor-context.tsx";
import { useRequest } from "../../store/use-request.ts";
import { EmptyState, ErrorState, StaleState } from "../../ui/states.tsx";
import { IconKey, IconRefresh, IconTrash } from "../../ui/icons.ts";
import { useLiveRows } from "../../ui/use-live-rows.ts";
import { LiveBar } from "../../ui/live-bar.tsx";
import { HeadActions, ViewHead } from "../../ui/view-head.tsx";
import type { ViewProps } from "../views.tsx";
import { ConditionBanner } from "./condition-banner.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { LinkKeyDialog } from "./link-key-dialog.tsx";
import { PurgeDialog } from "./purge-dialog.tsx";
import { idOf } from "./recording-columns.tsx";
import { RecordingDetail } from "./recording-detail.tsx";
import { filterOf, isFiltered } from "./recording-filter.ts";
import { RecordingTable } from "./recording-table.tsx";
import classes from "./recordings-view.module.css";
import { ReprocessDialog } from "./reprocess-dialog.tsx";
import { SendDialog } from "./send-dialog.tsx";
import { useRecordingActions } from "./use-recording-actions.ts";
import { keyOf, useRecordings } from "./use-recordings.ts";

type Asked =
  | { readonly kind: "purge" | "reprocess" | "link-key" }
  | { readonly kind: "send"; readonly row: RecordingRow };

export function RecordingsView({ path, query }: ViewProps) {
  const t = useText();
  const stale = useIsStale();
  const dayStartMs = useEngine((engine) => engine.today.dayStartMs);
  const timezone = useEngine((engine) => engine.today.timezone);
  const purgeFiles = useEngine((engine) => engine.recordings.purge?.files);
  const openLinks = useEngine((engine) => engine.recordings.openLinks);
  const field = useRef<HTMLInputElement>(null);
  const filter = useMemo(() => filterOf(query, { dayStartMs, timezone }), [query, dayStartMs, timezone]);
  const recordings = useRecordings(filter);
  const { total } = recordings;
  const live = useLiveRows(recordings.rows, idOf, recordings.shownKey ?? keyOf(filter));
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<Asked>();
  const actions = useRecordingActions();
  const ask = (next: Asked) => {
    actions.forget();
    setAsked(next);
  };
  const close = useCallback(() => setAsked(undefined), []);
  const closeDetail = useCallback(() => setPath([]), []);
  const open = useOpenRow(path[0], recordings.rows);
  return (
    <div className={classes.view}>
      <ViewHead title={t("recordings.title")}>
        {total === undefined ? null : (
          <span className="numbers">
            {t("recordings.count", { n: total.count, more: total.more ? "yes" : "no" })}
          </span>
        )}
        <LiveBar steady live={live} />
        <HeadActions>
          <ActionIcon
            onClick={() => void actions.rescan()}
            aria-label={t("recordings.rescan")}
            title={t("recordings.rescan.help")}
          >
            <IconRefresh size={16} stroke={1.75} />
          </ActionIcon>
          <Button onClick={() => ask({ kind: "reprocess" })}>
            {selected.size === 0
              ? t("recordings.reprocess.many")
              : `${t("recordings.reprocess.many")} (${t("list.selected", { n: selected.size })})`}
          </Button>
          {openLinks ? null : (
            <HeadButton
              name={t("recordings.linkKey")}
              Icon={IconKey}
              onClick={() => ask({ kind: "link-key" })}
            />
          )}
          <HeadButton
            name={
              purgeFiles === undefined || purgeFiles === 0
                ? t("recordings.purge")
                : t("recordings.purge.n", { n: purgeFiles })
            }
            Icon={IconTrash}
            onClick={() => ask({ kind: "purge" })}
          />
        </HeadActions>
      </ViewHead>
      <div className={classes.banners}>
        <ConditionBanner onPurgePreview={() => ask({ kind: "purge" })} />
      </div>
      <FilterBar query={query} field={field} />
      <p role="status" className={classes.said}>
        {actions.said}
      </p>
      {actions.error === undefined || asked !== undefined ? null : <ErrorState error={actions.error} />}
      <StaleState stale={stale}>
        <RecordingTable
          {...{ recordings, live, query, selected, field }}
          openId={open.row === undefined ? undefined : idOf(open.row)}
          onSelect={setSelected}
          onReprocess={(row) => void actions.reprocess({ ids: [row.id] })}
        />
      </StaleState>
      {open.row === undefined ? null : (
        <RecordingDetail
          row={open.row}
          onClose={closeDetail}
          onReprocess={(row) => void actions.reprocess({ ids: [row.id] })}
          onSendWithoutId={(row) => ask({ kind: "send", row })}
        />
      )}
      {open.gone ? <EmptyState>{t("recordings.detail.gone")}</EmptyState> : null}
      {asked?.kind === "link-key" ? <LinkKeyDialog actions={actions} onClose={close} /> : null}
      {asked?.kind === "purge" ? <PurgeDialog onClose={close} /> : null}
      {asked?.kind === "reprocess" ? (
        <ReprocessDialog
          {...{ filter, actions }}
          filtered={isFiltered(query)}
          selected={[...selected].map(Number)}
          onClose={close}
        />
      ) : null}
      {asked?.kind === "send" ? <SendDialog row={asked.row} actions={actions} onClose={close} /> : null}
    </div>
  );
}

/** Where the window is narrow, its name stays for the pointer and for readers. */
function HeadButton({
  name,
  Icon,
  onClick,
}: {
  readonly name: string;
  readonly Icon: typeof IconKey;
  readonly onClick: () => void;
}) {
  return (
    <Button className={classes.withIcon ?? ""} aria-label={name} title={name} onClick={onClick}>
      <Icon size={16} stroke={1.75} />
      <span className={classes.words}>{name}</span>
    </Button>
  );
}

/** The row of the address: an id, or the name of an MP3. From the list while it is there, else asked for. */
function useOpenRow(
  place: string | undefined,
  rows: readonly RecordingRow[],
): { readonly row: RecordingRow | undefined; readonly gone: boolean } {
  const isId = place !== undefined && /^\d{1,15}$/.test(place);
  const listed = rows.find((row) => (isId ? row.id === Number(place) : row.mp3Name === place));
  const elsewhere = place !== undefined && listed === undefined;
  const byId = useRequest("recordings.get", elsewhere && isId ? { id: Number(place) } : undefined);
  const byName = useRequest("recordings.page", elsewhere && !isId ? { text: place, limit: 20 } : undefined);
  if (place === undefined) return { row: undefined, gone: false };
  const found = isId
    ? byId.result?.recording
    : byName.result?.rows.find(({ mp3Name, fileName }) => mp3Name === place || fileName === place);
  const row = listed ?? (elsewhere ? found : undefined);
  const answered = isId ? byId : byName;
  return { row, gone: row === undefined && !answered.loading && answered.result !== undefined };
}
