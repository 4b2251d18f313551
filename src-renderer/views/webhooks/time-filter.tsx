/** The range of time: today, the last hours as a fixed beginning, or from and to. */
import { NativeSelect } from "@mantine/core";
import { visibleText } from "../../format/visible-text.ts";
import { useText } from "../../i18n/text.tsx";
import { setQuery } from "../../routing/use-route.ts";
import { useEngine } from "../../store/monitor-context.tsx";
import classes from "../../ui/filter-bar.module.css";
import { timeIn } from "./log-filter.ts";
import { TimeInput } from "./time-input.tsx";

const lastHours = [1, 24, 168] as const;
const hourMs = 3_600_000;

export function TimeFilter({
  query,
  nowMs,
}: {
  readonly query: Readonly<Record<string, string>>;
  readonly nowMs: number;
}) {
  const t = useText();
  const timezone = useEngine((engine) => engine.today.timezone);
  const fromMs = timeIn(query["from"]);
  const toMs = timeIn(query["to"]);
  const hasRange = query["time"] === "range" || fromMs !== undefined || toMs !== undefined;
  const value = query["time"] === "today" ? "today" : hasRange ? "range" : "";
  const choose = (chosen: string) => {
    const hours = lastHours.find((count) => String(count) === chosen);
    if (hours === undefined) setQuery({ time: chosen, from: undefined, to: undefined });
    else setQuery({ time: undefined, from: new Date(nowMs - hours * hourMs).toISOString(), to: undefined });
  };
  const iso = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString());
  return (
    <>
      <NativeSelect
        aria-label={t("webhooks.filter.time")}
        title={t("webhooks.filter.time.zone", { zone: visibleText(timezone) })}
        data-set={value === "" ? undefined : true}
        data={[
          { value: "", label: t("webhooks.filter.time.any") },
          { value: "today", label: t("webhooks.filter.time.today") },
          ...lastHours.map((hours) => ({
            value: String(hours),
            label: t("webhooks.filter.time.last", { hours }),
          })),
          { value: "range", label: t("webhooks.filter.time.range") },
        ]}
        value={value}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {value === "range" ? (
        <span className={classes.group}>
          <TimeInput
            label={t("webhooks.filter.from")}
            atMs={fromMs}
            onChange={(atMs) => setQuery({ time: "range", from: iso(atMs) })}
          />
          <span aria-hidden="true">–</span>
          <TimeInput
            label={t("webhooks.filter.to")}
            atMs={toMs}
            onChange={(atMs) => setQuery({ time: "range", to: iso(atMs) })}
          />
        </span>
      ) : null}
    </>
  );
}
