/** The log as a list: one row for each event and endpoint, with the reason beside the state. */
import type { LogRow } from "../../../src-shared/webhooks/log-query.ts";
import { formatRequest } from "../../format/durations.ts";
import { formatCount } from "../../format/numbers.ts";
import { type Text, useText } from "../../i18n/text.tsx";
import { Bdi, MiddleCut, PhoneNumber } from "../../ui/bdi.tsx";
import type { GridColumn } from "../../ui/grid-columns.ts";
import { IconRefresh } from "../../ui/icons.ts";
import { DeliveryLabel } from "../../ui/state-label.tsx";
import { Time } from "../../ui/time.tsx";
import classes from "./log-table.module.css";
import { RowMark } from "./row-mark.tsx";
import { RowReason } from "./row-reason.tsx";

export const rowIdOf = ({ id }: LogRow): string => String(id);

export function logColumns(t: Text): readonly GridColumn<LogRow>[] {
  return [
    {
      id: "state",
      title: t("webhooks.column.state"),
      // "neuer Versuch" is the longest.
      widthRem: t.language === "de" ? 8.5 : 6.75,
      leaves: 0,
      cell: (row) => <DeliveryLabel state={row.state} />,
    },
    {
      id: "time",
      title: t("webhooks.column.time"),
      widthRem: 7.75,
      leaves: 0,
      cell: (row) => <Time atMs={row.acceptedAtMs} />,
    },
    {
      id: "event",
      title: t("webhooks.column.event"),
      widthRem: 6.25,
      leaves: 0,
      cell: (row) => <EventName row={row} />,
    },
    {
      id: "endpoint",
      title: t("webhooks.column.endpoint"),
      widthRem: 5,
      grow: 0.5,
      leaves: 1,
      cell: (row) => <Bdi cut>{row.endpoint}</Bdi>,
    },
    {
      id: "reason",
      title: t("webhooks.column.reason"),
      widthRem: 16,
      leastRem: 9,
      grow: 3,
      leaves: 2,
      cell: (row) => <RowReason row={row} />,
    },
    {
      id: "number",
      title: t("webhooks.column.number"),
      widthRem: 9,
      grow: 1,
      leaves: 4,
      cell: (row) => <PhoneNumber number={row.caller} />,
    },
    {
      id: "user",
      title: t("webhooks.column.user"),
      widthRem: 4.5,
      leaves: 5,
      cell: (row) => <Bdi cut>{row.user}</Bdi>,
    },
    {
      id: "call",
      title: t("webhooks.column.call"),
      widthRem: 11.5,
      leaves: 6,
      cell: (row) => <MiddleCut>{row.linkId}</MiddleCut>,
    },
    {
      id: "attempts",
      title: t("webhooks.column.attempts"),
      widthRem: 4.5,
      leaves: 7,
      align: "end",
      cell: (row) => formatCount(row.attempts, t.language),
    },
    {
      id: "total",
      title: t("webhooks.column.total"),
      widthRem: 4.5,
      leaves: 8,
      align: "end",
      cell: (row) => (row.lastTotalMs === undefined ? "–" : formatRequest(row.lastTotalMs, t.language)),
    },
  ];
}

/** The event with marks for what is out of the ordinary: a test, a simulation, sent again by hand. */
function EventName({ row }: { readonly row: LogRow }) {
  const t = useText();
  return (
    <span className={classes.event}>
      <Bdi cut>{row.type}</Bdi>
      <RowMark row={row} />
      {row.replayed ? (
        <span title={t("webhooks.againMark")} className={classes.again}>
          <IconRefresh size={14} stroke={1.75} aria-hidden="true" />
          <span className="for-reader">{t("webhooks.againMark")}</span>
        </span>
      ) : null}
    </span>
  );
}
