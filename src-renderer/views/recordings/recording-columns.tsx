/** The columns of the list, and the one column of cards when it is narrow. */
import type { RecordingRow } from "../../../src-shared/recordings/recording.ts";
import { formatTalk } from "../../format/durations.ts";
import { formatPercent, formatSize } from "../../format/numbers.ts";
import { visibleText } from "../../format/visible-text.ts";
import { type Text, useText } from "../../i18n/text.tsx";
import { MiddleCut, PhoneNumber } from "../../ui/bdi.tsx";
import type { GridColumn } from "../../ui/grid-columns.ts";
import { StateLabel, StateMark } from "../../ui/state-label.tsx";
import { Time } from "../../ui/time.tsx";
import classes from "./recording-columns.module.css";
import { wordsOf } from "./recording-words.ts";

export interface Chosen {
  readonly ids: ReadonlySet<string>;
  toggle(id: string): void;
}

export const idOf = ({ id }: RecordingRow): string => String(id);

export function recordingColumns(t: Text, chosen: Chosen): readonly GridColumn<RecordingRow>[] {
  const end = { align: "end" } as const;
  const none = t("value.none");
  return [
    tickColumn(t, chosen),
    {
      ...{ id: "state", title: t("recordings.column.state"), widthRem: 9.5, leaves: 0 },
      cell: (row) => <RecordingState row={row} />,
    },
    {
      ...{ id: "end", title: t("recordings.column.callEnd"), widthRem: 7.5, leaves: 2 },
      cell: (row) => <Time atMs={row.callEndedAtMs ?? row.startedAtMs} />,
    },
    {
      ...{ id: "number", title: t("recordings.column.number"), widthRem: 8.5, grow: 2, leaves: 0 },
      cell: (row) => <OtherSide row={row} />,
    },
    {
      ...{ id: "user", title: t("recordings.column.user"), widthRem: 3.5, leaves: 0 },
      cell: (row) => <span className="numbers">{visibleText(row.extension) || none}</span>,
    },
    {
      ...{ id: "length", title: t("recordings.column.length"), widthRem: 4.25, leaves: 1, ...end },
      cell: (row) => <Length row={row} />,
    },
    {
      ...{ id: "size", title: t("recordings.column.size"), widthRem: 4.5, leaves: 5, ...end },
      cell: (row) => formatSize(row.mp3Bytes ?? row.sourceBytes, t.language),
    },
    {
      ...{ id: "sent", title: t("recordings.column.sent"), widthRem: 7.5, leaves: 3 },
      cell: (row) => (row.sentAtMs === undefined ? t("recordings.notSent") : <Time atMs={row.sentAtMs} />),
    },
    {
      ...{ id: "name", title: t("recordings.column.name"), widthRem: 9.25, grow: 3, leaves: 4 },
      cell: (row) => <MiddleCut tail={11}>{row.mp3Name ?? row.fileName}</MiddleCut>,
    },
  ];
}

/** Two lines in one cell: for windows where a row of columns does not fit. */
export function cardColumns(t: Text, chosen: Chosen): readonly GridColumn<RecordingRow>[] {
  return [
    tickColumn(t, chosen),
    {
      ...{ id: "card", title: t("recordings.list"), widthRem: 8, grow: 1, leaves: 0 },
      cell: (row) => (
        <span className={classes.card}>
          <span className={classes.line}>
            <RecordingState row={row} />
            <Time atMs={row.callEndedAtMs ?? row.startedAtMs} />
            <Length row={row} />
          </span>
          <span className={classes.line}>
            <span className="cut">
              <OtherSide row={row} />
            </span>
            <span />
            <span className="numbers quiet">{visibleText(row.extension)}</span>
          </span>
        </span>
      ),
    },
  ];
}

function tickColumn(t: Text, { ids, toggle }: Chosen): GridColumn<RecordingRow> {
  return {
    ...{ id: "tick", title: "✓", widthRem: 2.25, leaves: 0 },
    cell: (row) => (
      <label className={classes.tick}>
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={t("recordings.select", { name: visibleText(row.mp3Name ?? row.fileName) })}
          checked={ids.has(idOf(row))}
          onChange={() => toggle(idOf(row))}
        />
      </label>
    ),
  };
}

export function RecordingState({ row }: { readonly row: RecordingRow }) {
  const t = useText();
  const { shape, label } = wordsOf(row);
  return (
    <>
      <StateLabel state={shape} word={t(label)} />
      {row.simulated === true ? <StateMark state="simulated" /> : null}
    </>
  );
}

/** While it is converted, how much of it is done. */
function Length({ row: { state, progress, durationS } }: { readonly row: RecordingRow }) {
  const t = useText();
  if (state === "converting" && progress !== undefined) {
    const percent = formatPercent(progress, t.language);
    return (
      <span className={`numbers ${classes.progress}`} title={t("recordings.progress", { percent })}>
        <span className={classes.done} style={{ width: `${Math.min(1, progress) * 100}%` }} />
        <span className={classes.percent}>{percent}</span>
      </span>
    );
  }
  return (
    <span className="numbers">
      {durationS === undefined ? t("value.none") : formatTalk(durationS * 1000)}
    </span>
  );
}

function OtherSide({ row: { otherNumber, otherName, chainId } }: { readonly row: RecordingRow }) {
  const t = useText();
  // 3CX gives a caller without a name the number as one.
  const isNamed = otherName !== "" && otherName !== otherNumber;
  const name = !isNamed ? null : <bdi title={visibleText(otherName)}> · {visibleText(otherName)}</bdi>;
  if (otherNumber === "" && chainId === undefined) return <>{name ?? t("value.none")}</>;
  return (
    <>
      <PhoneNumber number={otherNumber} />
      {name}
    </>
  );
}
