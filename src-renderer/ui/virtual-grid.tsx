/**
 * A list of any length that can be used by keyboard and screen reader: only rows in sight exist, one tab
 * stop, arrows move, the active row is known by its id and stays where it is while others come and go.
 */
import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { isTyping } from "../shell/keys.ts";
import { columnsThatFit, type GridColumn, templateOf } from "./grid-columns.ts";
import { movedPlace } from "./grid-keys.ts";
import classes from "./virtual-grid.module.css";
import type { Live } from "./use-live-rows.ts";

export interface GridSelection {
  readonly ids: ReadonlySet<string>;
  onChange(ids: ReadonlySet<string>): void;
  /** Ctrl A: all that match the filter, not only what is loaded. */
  onAll?(): void;
}

export interface VirtualGridProps<Row> {
  /** Names the grid for screen readers. */
  readonly label: string;
  readonly columns: readonly GridColumn<Row>[];
  readonly rows: readonly Row[];
  readonly idOf: (row: Row) => string;
  /** All that match, as far as known; more than `rows` when there are further pages. */
  readonly total?: number;
  /** Height of a row in rem; default that of the log. Calls have 2.25. */
  readonly rowRem?: number;
  /** The row whose detail is open. */
  readonly openId?: string;
  readonly onOpen?: (row: Row) => void;
  readonly selection?: GridSelection;
  /** Further single keys, such as `{ r: resend, c: copyId }`; they work on the active row. */
  readonly keys?: Readonly<Record<string, (row: Row) => void>>;
  /** `/` */
  readonly onFilter?: () => void;
  /** Shift F10, the menu key or the right mouse button. */
  readonly onMenu?: (row: Row, at: { readonly x: number; readonly y: number }) => void;
  /** From useLiveRows: rows hold still while somebody reads. */
  readonly live?: Pick<Live<Row>, "hold" | "toggle" | "topRound">;
  /** Called when the end comes near. */
  readonly onEnd?: () => void;
  /** Below the last row: that more is loading, that there is no more, an error. */
  readonly footer?: ReactNode;
  /** A marker for styling a row, such as `missed`: becomes `data-tone`. */
  readonly toneOf?: (row: Row) => string | undefined;
  /** A row that is no entry, such as a heading: one cell across all columns. */
  readonly wideOf?: (row: Row) => ReactNode;
}

const nearEnd = 15;
const defaultRowRem = 1.75;

export function VirtualGrid<Row>(props: VirtualGridProps<Row>) {
  const {
    label,
    rows,
    idOf,
    columns,
    total = rows.length,
    rowRem = defaultRowRem,
    openId,
    selection,
    live,
  } = props;
  const gridId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [widthPx, setWidthPx] = useState(0);
  const [active, setActive] = useState<{ readonly id: string; readonly column: number }>();
  const remPx = useRemPx();
  const shown = columnsThatFit(columns, widthPx === 0 ? Number.POSITIVE_INFINITY : widthPx / remPx);
  const activeRow = active === undefined ? -1 : rows.findIndex((row) => idOf(row) === active.id);
  const rowPx = rowRem * remPx;

  // oxlint-disable-next-line react/incompatible-library -- Its functions must not be memoized, and nothing here does.
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : idOf(row);
    },
    overscan: 8,
    scrollPaddingStart: rowPx,
    onChange: (instance) => live?.hold("scrolled", (instance.scrollOffset ?? 0) > rowPx),
  });
  const items = virtualizer.getVirtualItems();
  const lastIndex = items.at(-1)?.index ?? -1;
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowPx]);
  useWidth(scroller, setWidthPx);
  const { onEnd } = props;
  useEffect(() => {
    if (lastIndex >= rows.length - nearEnd) onEnd?.();
  }, [lastIndex, rows.length, onEnd]);
  const isHeldBySelection = openId !== undefined || (selection?.ids.size ?? 0) > 0;
  const hold = live?.hold;
  useEffect(() => hold?.("selected", isHeldBySelection), [hold, isHeldBySelection]);

  const topRound = live?.topRound;
  useEffect(() => {
    if (scroller.current !== null) scroller.current.scrollTop = 0;
  }, [topRound]);

  const goTo = (row: number, column: number) => {
    const target = rows[row];
    if (target === undefined) return;
    setActive({ id: idOf(target), column });
    virtualizer.scrollToIndex(row);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (isTyping(event.target) || event.nativeEvent.isComposing) return;
    if (handleKey(event)) event.preventDefault();
  };
  const handleKey = (event: KeyboardEvent<HTMLDivElement>): boolean => {
    const row = rows[activeRow];
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowPx) - 2);
    const place = { row: activeRow, column: active?.column ?? 0 };
    const moved = movedPlace(event, place, { rows: rows.length, columns: shown.length, page });
    if (moved !== undefined) {
      const target = rows[moved.row];
      if (event.shiftKey && selection !== undefined && target !== undefined) {
        selection.onChange(
          new Set([...selection.ids, ...(row === undefined ? [] : [idOf(row)]), idOf(target)]),
        );
      }
      goTo(moved.row, moved.column);
      return true;
    }
    if (
      (event.ctrlKey || event.metaKey) &&
      event.key.toLowerCase() === "a" &&
      selection?.onAll !== undefined
    ) {
      selection.onAll();
      return true;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    return handleRowKey(event, row);
  };
  const handleRowKey = (event: KeyboardEvent<HTMLDivElement>, row: Row | undefined): boolean => {
    if (event.key === "/" && props.onFilter !== undefined) props.onFilter();
    else if (event.key === "l" && live !== undefined) live.toggle();
    else if (row === undefined) return false;
    else if (event.key === "Enter" && event.target === event.currentTarget) props.onOpen?.(row);
    else if (event.key === " " && selection !== undefined)
      selection.onChange(toggled(selection.ids, idOf(row)));
    else if ((event.key === "F10" && event.shiftKey) || event.key === "ContextMenu") {
      const box = document.getElementById(cellId(idOf(row), active?.column ?? 0))?.getBoundingClientRect();
      props.onMenu?.(row, { x: box?.left ?? 0, y: box?.bottom ?? 0 });
    } else {
      const run = props.keys?.[event.key];
      run?.(row);
      return run !== undefined;
    }
    return true;
  };
  const cellId = (rowId: string, column: number) => `${gridId}-${rowId}-${column}`;
  const isActiveShown = activeRow >= 0 && items.some((item) => item.index === activeRow);
  const activeColumn = Math.min(active?.column ?? 0, shown.length - 1);
  const activeCell =
    active !== undefined && isActiveShown ? { "aria-activedescendant": cellId(active.id, activeColumn) } : {};
  const template = { "--columns": templateOf(shown), "--row-height": `${rowRem}rem` };

  return (
    <div
      ref={scroller}
      role="grid"
      className={classes.grid}
      aria-label={label}
      aria-rowcount={total + 1}
      aria-colcount={columns.length}
      aria-multiselectable={selection === undefined ? undefined : true}
      {...activeCell}
      tabIndex={0}
      data-ring-inside
      style={template}
      onKeyDown={onKeyDown}
      onPointerEnter={() => hold?.("pointer", true)}
      onPointerLeave={() => hold?.("pointer", false)}
      onFocus={(event) => {
        hold?.("focus", true);
        if (
          event.target === event.currentTarget &&
          activeRow === -1 &&
          event.target.matches(":focus-visible")
        )
          goTo(0, 0);
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) hold?.("focus", false);
      }}
    >
      <div role="rowgroup" className={classes.headGroup}>
        <div role="row" aria-rowindex={1} className={classes.head}>
          {shown.map((column) => (
            <div
              key={column.id}
              role="columnheader"
              aria-colindex={columns.indexOf(column) + 1}
              className={classes.cell}
              data-align={column.align}
            >
              {column.heading ?? column.title}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className={classes.body} style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          const id = idOf(row);
          const wide = props.wideOf?.(row);
          return (
            <div
              key={id}
              role="row"
              aria-rowindex={item.index + 2}
              aria-selected={selection === undefined ? id === openId : selection.ids.has(id)}
              className={classes.row}
              data-open={id === openId || undefined}
              data-active={id === active?.id || undefined}
              data-tone={props.toneOf?.(row)}
              style={{ transform: `translateY(${item.start}px)` }}
              onClick={(event) => {
                if (event.target instanceof Element && event.target.closest("button,a,input") !== null)
                  return;
                setActive({ id, column: activeColumn });
                if ((event.ctrlKey || event.metaKey) && selection !== undefined)
                  selection.onChange(toggled(selection.ids, id));
                else props.onOpen?.(row);
              }}
              onContextMenu={(event) => {
                if (props.onMenu === undefined) return;
                event.preventDefault();
                setActive({ id, column: activeColumn });
                props.onMenu(row, { x: event.clientX, y: event.clientY });
              }}
            >
              {wide === undefined ? (
                shown.map((column, place) => (
                  <div
                    key={column.id}
                    id={cellId(id, place)}
                    role="gridcell"
                    aria-colindex={columns.indexOf(column) + 1}
                    className={classes.cell}
                    data-align={column.align}
                    data-current={(id === active?.id && place === activeColumn) || undefined}
                  >
                    {column.cell(row)}
                  </div>
                ))
              ) : (
                <div
                  id={cellId(id, activeColumn)}
                  role="gridcell"
                  aria-colindex={1}
                  aria-colspan={columns.length}
                  className={`${classes.cell} ${classes.wide}`}
                >
                  {wide}
                </div>
              )}
            </div>
          );
        })}
      </div>
      {props.footer === undefined ? null : (
        // A grid has nothing but rows, and what stands here may have buttons.
        <div role="rowgroup" className={classes.footer}>
          <div role="row">
            <div role="gridcell" aria-colspan={columns.length}>
              {props.footer}
            </div>
          </div>
        </div>
      )}
    </div>
  );
}

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** Sizes are in rem, scroll positions in pixels. */
function useRemPx(): number {
  return useState(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16)[0];
}

function useWidth(place: { readonly current: HTMLElement | null }, onWidth: (widthPx: number) => void): void {
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return;
    onWidth(element.clientWidth);
    const observer = new ResizeObserver(() => onWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [place, onWidth]);
}
