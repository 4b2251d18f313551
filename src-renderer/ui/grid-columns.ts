/** Columns of a grid: which fit, which leave first when it gets narrow. */
import type { ReactNode } from "react";

export interface GridColumn<Row> {
  readonly id: string;
  /** Heading; already in the window's language. */
  readonly title: string;
  /** Shown instead of the title, such as an axis; must say the title to screen readers. */
  readonly heading?: ReactNode;
  /** Least width in rem; at least 4. */
  readonly widthRem: number;
  /** What it can shrink to instead of leaving. */
  readonly leastRem?: number;
  /** Share of the room that is left over; 0: keeps its width. */
  readonly grow?: number;
  /** The highest leaves first; 0 never leaves. */
  readonly leaves: number;
  /** `end` for times, counts and durations. */
  readonly align?: "start" | "end";
  readonly cell: (row: Row) => ReactNode;
}

/** Columns that fit into `roomRem`, in their order. Columns leave whole; few can do with less before. */
export function columnsThatFit<Row>(
  columns: readonly GridColumn<Row>[],
  roomRem: number,
): readonly GridColumn<Row>[] {
  const leaving = columns.filter((column) => column.leaves > 0).toSorted((a, b) => b.leaves - a.leaves);
  const gone = new Set<GridColumn<Row>>();
  const narrowed = new Map<GridColumn<Row>, GridColumn<Row>>();
  let neededRem = columns.reduce((sum, column) => sum + column.widthRem, 0);
  for (const column of leaving) {
    if (neededRem <= roomRem) break;
    const { widthRem, leastRem = widthRem } = column;
    if (neededRem - widthRem + leastRem <= roomRem) {
      narrowed.set(column, { ...column, widthRem: leastRem });
      break;
    }
    gone.add(column);
    neededRem -= widthRem;
  }
  return columns.filter((column) => !gone.has(column)).map((column) => narrowed.get(column) ?? column);
}

/** For `grid-template-columns`. */
export function templateOf<Row>(columns: readonly GridColumn<Row>[]): string {
  return columns
    .map(({ widthRem, grow = 0 }) => (grow > 0 ? `minmax(${widthRem}rem, ${grow}fr)` : `${widthRem}rem`))
    .join(" ");
}
