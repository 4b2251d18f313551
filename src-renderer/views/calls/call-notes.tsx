/** A line on what the list cannot show, because a source of the phone system is missing. */
import { formatTime } from "../../format/times.ts";
import { useText } from "../../i18n/text.tsx";
import { goTo } from "../../routing/use-route.ts";
import { useEngine, useEngineNow } from "../../store/monitor-context.tsx";
import { NoteLine } from "../../ui/states.tsx";
import { useUnseenSince } from "./use-call-now.ts";

/** The worst of what the sources lack; nothing while a connection is still being made. */
export function SourceNote() {
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
