/** One line for each thing that the list does not show as it should: missing sources, too much, drawn slower. */
import { formatTime } from "../../format/times.ts";
import { useText } from "../../i18n/text.tsx";
import { goTo } from "../../routing/use-route.ts";
import { useEngine, useEngineNow, useIsStale, useMonitor } from "../../store/monitor-context.tsx";
import { calmChangesPerS } from "../../store/monitor-store.ts";
import { NoteLine } from "../../ui/states.tsx";
import type { Grouping } from "./call-filter.ts";
import { useUnseenSince } from "./use-call-now.ts";

export function CallNotes({
  liveCount,
  grouping,
}: {
  readonly liveCount: number;
  readonly grouping: Grouping;
}) {
  const t = useText();
  const changesPerS = useMonitor((state) => state.changesPerS);
  const busy = !useIsStale() && changesPerS > calmChangesPerS;
  return (
    <>
      <SourceNote />
      {grouping === "none" || liveCount === 0 ? null : (
        <NoteLine>{t("calls.many", { n: liveCount, g: t("calls.groupedBy", { by: grouping }) })}</NoteLine>
      )}
      {busy ? <NoteLine>{t("ui.drawnSlower", { n: changesPerS })}</NoteLine> : null}
    </>
  );
}

/** The worst of what the sources lack; nothing while a connection is still being made. */
function SourceNote() {
  const t = useText();
  const nowMs = useEngineNow();
  const { sources, state } = useEngine((engine) => engine.pbx);
  const unseenMs = useUnseenSince();
  const why = () => goTo("overview");
  if (state === "not-configured") return null;
  if (unseenMs !== undefined) {
    const time = formatTime(unseenMs, nowMs, t.language);
    return <NoteLine>{t.rich("calls.unseen", { time }, { why })}</NoteLine>;
  }
  const lacks = (name: "call-control" | "directory" | "active-calls") =>
    sources.some((source) => source.name === name && !fine.has(source.state));
  if (lacks("call-control")) return <NoteLine>{t.rich("calls.partial.cc", {}, { why })}</NoteLine>;
  if (lacks("active-calls") || lacks("directory"))
    return <NoteLine>{t.rich("calls.partial.xapi", {}, { details: why })}</NoteLine>;
  return null;
}

const fine = new Set(["connected", "connecting", "not-asked"]);
