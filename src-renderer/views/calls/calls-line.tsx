/** One line of constant height under the filters: how much goes on, whether the list is live. */
import type { CallView } from "../../../src-shared/contract/call-view.ts";
import { formatAge, formatTalk } from "../../format/durations.ts";
import { formatTime } from "../../format/times.ts";
import { useText } from "../../i18n/text.tsx";
import { useEngine, useEngineNow, useIsStale, useMonitor } from "../../store/monitor-context.tsx";
import { calmChangesPerS } from "../../store/monitor-store.ts";
import { LiveBar } from "../../ui/live-bar.tsx";
import type { Live } from "../../ui/use-live-rows.ts";
import type { Grouping } from "./call-filter.ts";
import type { ListRow } from "./call-rows.ts";
import { waitingSinceMs } from "./call-times.ts";
import classes from "./calls-line.module.css";
import { useUnseenSince } from "./use-call-now.ts";

export function CallsLine({
  calls,
  filtered,
  grouping,
  live,
}: {
  /** Live calls of the filter. */
  readonly calls: readonly CallView[];
  readonly filtered: boolean;
  readonly grouping: Grouping;
  readonly live: Live<ListRow>;
}) {
  const t = useText();
  const stale = useIsStale();
  const unseenMs = useUnseenSince();
  const isOld = stale || unseenMs !== undefined;
  return (
    <div className={classes.line}>
      <span className={`cut numbers ${classes.words}`}>
        {unseenMs === undefined || stale ? (
          <Counts calls={calls} filtered={filtered} grouping={grouping} />
        ) : (
          <LastHeard atMs={unseenMs} />
        )}
      </span>
      <Busy />
      {isOld ? (
        <span className="small quiet">{stale ? t("ui.lostOnce") : null}</span>
      ) : (
        <LiveBar live={live} />
      )}
    </div>
  );
}

function Counts({ calls, grouping, filtered }: Omit<Parameters<typeof CallsLine>[0], "live">) {
  const t = useText();
  const nowMs = useEngineNow();
  const all = useEngine((engine) => engine.calls.size);
  const open = calls.filter(({ endedAtMs }) => endedAtMs === undefined);
  if (grouping !== "none" && open.length > 0)
    return t("calls.many", { n: open.length, g: t("calls.groupedBy", { by: grouping }) });
  const waits = open.flatMap((call) => waitingSinceMs(call) ?? []);
  const n = open.length;
  if (filtered) return t("calls.counts.filtered", { n, all });
  if (waits.length === 0) return t("calls.counts", { n });
  const longest = formatTalk(nowMs - Math.min(...waits));
  return t("calls.counts.waiting", { n, waiting: waits.length, longest });
}

function LastHeard({ atMs }: { readonly atMs: number }) {
  const t = useText();
  const nowMs = useEngineNow();
  const time = formatTime(atMs, nowMs, t.language);
  return t("ui.staleShort", { time, age: formatAge(nowMs - atMs, t.language) });
}

/** Above what can be followed by eye, drawing slows down and says so. */
function Busy() {
  const t = useText();
  const changesPerS = useMonitor((state) => state.changesPerS);
  const stale = useIsStale();
  if (stale || changesPerS <= calmChangesPerS) return null;
  return <span className={`small numbers ${classes.busy}`}>{t("ui.drawnSlower", { n: changesPerS })}</span>;
}
