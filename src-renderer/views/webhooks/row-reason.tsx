/** Why a row of the log stands where it stands, as short as it can be said. */
import type { LogRow } from "../../../src-shared/webhooks/log-query.ts";
import { formatRequest } from "../../format/durations.ts";
import { formatTime } from "../../format/times.ts";
import { type Text, useText } from "../../i18n/text.tsx";
import { useEngine, useEngineNow } from "../../store/monitor-context.tsx";
import { Bdi } from "../../ui/bdi.tsx";
import classes from "./log-table.module.css";
import { heldBy } from "./verdict.ts";

export function RowReason({ row }: { readonly row: LogRow }) {
  const t = useText();
  switch (row.state) {
    case "delivered":
      return <span className="numbers">{answerOf(row, t)}</span>;
    case "waiting":
      return <Waiting row={row} />;
    case "retry":
    case "paused":
    case "gave-up":
    case "expired":
    case "dropped":
      return row.error === undefined ? (
        <span className="quiet">{t("webhooks.reason.none")}</span>
      ) : (
        <span className={classes.reason}>
          {row.probe === true ? <span className="quiet">{t("webhooks.reason.probe")} </span> : null}
          <Bdi cut>{t.said(row.error)}</Bdi>
        </span>
      );
    default: {
      const _never: never = row.state;
      return _never;
    }
  }
}

/** What is accepted and not tried waits for its endpoint more often than for anything else. */
function Waiting({ row }: { readonly row: LogRow }) {
  const t = useText();
  const nowMs = useEngineNow();
  const endpoint = useEngine((engine) => engine.endpoints.find(({ name }) => name === row.endpoint));
  const held = heldBy(endpoint);
  const words = () => {
    if (held === undefined) return t("webhooks.reason.waiting");
    if (held.kind !== "hold") return t(`webhooks.reason.waiting.${held.kind}`);
    return t("webhooks.reason.waiting.hold", { time: formatTime(held.probeAtMs, nowMs, t.language) });
  };
  return <span className="quiet cut">{words()}</span>;
}

function answerOf({ status, lastTotalMs, probe }: LogRow, t: Text): string {
  const parts = [
    ...(status === undefined ? [] : [String(status)]),
    ...(lastTotalMs === undefined ? [] : [formatRequest(lastTotalMs, t.language)]),
    ...(probe === true ? [t("webhooks.cause.probe")] : []),
  ];
  return parts.join(" · ");
}
