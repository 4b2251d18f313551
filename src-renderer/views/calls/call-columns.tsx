/** The columns of the list, for as much room as there is. */
import type { ReactNode } from "react";
import type { CallView } from "../../../src-shared/contract/call-view.ts";
import type { Text } from "../../i18n/text.tsx";
import type { GridColumn } from "../../ui/grid-columns.ts";
import { Time } from "../../ui/time.tsx";
import { AxisHead, CallBar } from "./call-bar.tsx";
import { EventsCell, NumberCell, PlaceCell, StateCell, TalkCell, TimeCell, WaitCell } from "./call-cells.tsx";
import classes from "./call-cells.module.css";
import { isMark, type ListRow } from "./call-rows.ts";

/** `card`: two lines for each call. `tight`: wait and talk share a column. */
export type ListLayout = "wide" | "tight" | "card";

const cardBelowRem = 40;
const tightBelowRem = 46;

/** `viewRem`: list and detail together; `listRem`: what the list has of it. */
export function layoutFor(viewRem: number, listRem: number): ListLayout {
  if (viewRem < cardBelowRem) return "card";
  return listRem < tightBelowRem ? "tight" : "wide";
}

type Column = GridColumn<ListRow>;

export function columnsFor(layout: ListLayout, t: Text, withDate: boolean): readonly Column[] {
  if (layout === "card") {
    const title = t("calls.column.call");
    return [column("call", title, 16, 0, (call) => <Card call={call} />, { grow: 1 })];
  }
  const axis = t("calls.column.timeline");
  return [
    column("state", t("calls.column.state"), 7, 0, (call) => <StateCell call={call} />),
    column("number", t("calls.column.number"), 12, 0, (call) => <NumberCell call={call} />, { grow: 3 }),
    column("at", t("calls.column.at"), 7, 2, (call) => <PlaceCell call={call} />, { grow: 1 }),
    column("timeline", axis, 12, 3, (call) => <CallBar call={call} />, {
      grow: 3,
      heading: <AxisHead title={axis} />,
    }),
    column("ended", t("calls.column.ended"), withDate ? 8 : 5, 4, (call) => <EndedCell call={call} />, {
      align: "end",
    }),
    ...timeColumns(layout, t),
    column("events", t("calls.column.events"), 5.5, 5, (call) => <EventsCell call={call} />),
  ];
}

function timeColumns(layout: ListLayout, t: Text): readonly Column[] {
  const end = { align: "end" } as const;
  if (layout === "tight")
    return [column("time", t("calls.column.time"), 6, 1, (call) => <TimeCell call={call} />, end)];
  return [
    column("wait", t("calls.column.wait"), 4, 0, (call) => <WaitCell call={call} />, end),
    column("talk", t("calls.column.talk"), 4.25, 0, (call) => <TalkCell call={call} />, end),
  ];
}

function column(
  id: string,
  title: string,
  widthRem: number,
  leaves: number,
  cell: (call: CallView) => ReactNode,
  more: Pick<Column, "grow" | "align" | "heading"> = {},
): Column {
  return { id, title, widthRem, leaves, cell: (row) => (isMark(row) ? null : cell(row)), ...more };
}

function EndedCell({ call: { endedAtMs } }: { readonly call: CallView }) {
  return endedAtMs === undefined ? null : <Time atMs={endedAtMs} />;
}

function Card({ call }: { readonly call: CallView }) {
  return (
    <div className={classes.card}>
      <StateCell call={call} />
      <NumberCell call={call} />
      <span className="numbers">
        <TimeCell call={call} />
      </span>
      <CallBar call={call} />
      <span className={`cut ${classes.cardPlace}`}>
        <PlaceCell call={call} />
      </span>
    </div>
  );
}
