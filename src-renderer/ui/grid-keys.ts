/** Where the keyboard goes in a grid: pure, so that the whole contract of `role=grid` is tested as a table. */

/** Row and column by number; row -1: nothing is active yet. */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows that a page holds. */
  readonly page: number;
}

export interface GridKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** Where `key` leads; `undefined` when it is none of the grid's moves. */
export function movedPlace(
  { key, ctrlKey, metaKey }: GridKey,
  place: GridPlace,
  size: GridSize,
): GridPlace | undefined {
  if (size.rows === 0) return undefined;
  const row = (to: number): GridPlace => ({ ...place, row: Math.max(0, Math.min(size.rows - 1, to)) });
  const column = (to: number): GridPlace => ({
    row: Math.max(0, place.row),
    column: Math.max(0, Math.min(size.columns - 1, to)),
  });
  const control = ctrlKey || metaKey;
  switch (key) {
    case "ArrowDown":
      return control ? undefined : row(place.row + 1);
    case "ArrowUp":
      return control ? undefined : row(place.row === -1 ? 0 : place.row - 1);
    case "PageDown":
      return row(place.row + size.page);
    case "PageUp":
      return row(place.row - size.page);
    case "ArrowRight":
      return control ? undefined : column(place.column + 1);
    case "ArrowLeft":
      return control ? undefined : column(place.column - 1);
    case "Home":
      return control ? row(0) : column(0);
    case "End":
      return control ? row(size.rows - 1) : column(size.columns - 1);
    default:
      return undefined;
  }
}
