/** When the next attempt comes and how long there will be any, or why there is none. */
import type { EndpointView } from "../../../../src-shared/contract/snapshot.ts";
import type { LogDetail, LogRow } from "../../../../src-shared/webhooks/log-query.ts";
import { formatTime } from "../../../format/times.ts";
import { useText } from "../../../i18n/text.tsx";
import { useEngineNow } from "../../../store/monitor-context.tsx";
import { Countdown, Time } from "../../../ui/time.tsx";
import { isOpen, nextTryOf } from "../verdict.ts";
import classes from "./next-try.module.css";

export interface NextTryProps {
  readonly delivery: LogDetail;
  readonly endpoint: EndpointView | undefined;
  readonly behind: LogRow | undefined;
}

export function NextTryLine({ delivery, endpoint, behind }: NextTryProps) {
  const t = useText();
  const nowMs = useEngineNow();
  const next = nextTryOf(delivery, { endpoint, behind });
  if (next.kind === "over" && delivery.state === "delivered") return null;
  const deadlineMs = isOpen(delivery) ? delivery.deadlineAtMs : undefined;
  return (
    <p className={classes.next}>
      <span className={classes.name}>{t("webhooks.next")}</span>{" "}
      {next.kind === "at" ? (
        <>
          <Time atMs={next.atMs} /> ({t("webhooks.next.in")} <Countdown untilMs={next.atMs} />) ·{" "}
          {t("webhooks.next.attempt", { n: next.attempt })}
        </>
      ) : next.kind === "probe" && next.atMs !== undefined ? (
        <>
          {t("webhooks.next.probeAt")} <Time atMs={next.atMs} /> ({t("webhooks.next.in")}{" "}
          <Countdown untilMs={next.atMs} />)
        </>
      ) : next.kind === "over" ? (
        t("webhooks.next.over", { n: delivery.attempts })
      ) : (
        t(`webhooks.next.${next.kind}`)
      )}
      {deadlineMs === undefined ? null : (
        <> · {t("webhooks.next.until", { time: formatTime(deadlineMs, nowMs, t.language) })}</>
      )}
    </p>
  );
}
