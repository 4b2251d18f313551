import { screen, within } from "@testing-library/react";
import { useState } from "react";
import { expect, test } from "vitest";
import type { GridColumn } from "../../../../src-renderer/ui/grid-columns.ts";
import { LiveBar } from "../../../../src-renderer/ui/live-bar.tsx";
import { useLiveRows } from "../../../../src-renderer/ui/use-live-rows.ts";
import { VirtualGrid } from "../../../../src-renderer/ui/virtual-grid.tsx";
import { renderInApp } from "../render-app.tsx";

interface Row {
  readonly id: string;
  readonly text: string;
}

const idOf = ({ id }: Row): string => id;
const columns: readonly GridColumn<Row>[] = [
  { id: "id", title: "Id", widthRem: 8, leaves: 0, cell: (row) => row.id },
  { id: "text", title: "Text", widthRem: 8, grow: 1, leaves: 0, cell: (row) => row.text },
];
const pool: readonly Row[] = Array.from({ length: 1100 }, (_, at) => ({
  id: `r${at + 1}`,
  text: `row ${at + 1}`,
}));
const rowsUpTo = (newest: number): readonly Row[] => pool.slice(0, newest).toReversed();

function List({ onOpen }: { readonly onOpen?: (row: Row) => void }) {
  const [newest, setNewest] = useState(1000);
  const live = useLiveRows(rowsUpTo(newest), idOf);
  return (
    <>
      <button type="button" onClick={() => setNewest(newest + 3)}>
        three more
      </button>
      <LiveBar live={live} />
      <VirtualGrid
        label="rows"
        columns={columns}
        rows={live.rows}
        idOf={idOf}
        live={live}
        total={5000}
        {...(onOpen === undefined ? {} : { onOpen })}
      />
    </>
  );
}

const firstCell = () =>
  within(screen.getAllByRole("row")[1] ?? document.body).getAllByRole("gridcell")[0]?.textContent;
const activeText = () => {
  const id = screen.getByRole("grid").getAttribute("aria-activedescendant");
  return id === null ? undefined : document.getElementById(id)?.textContent;
};

test("only rows in sight exist, numbers are those of the whole list", () => {
  renderInApp(<List />);
  const grid = screen.getByRole("grid", { name: "rows" });
  expect(grid.getAttribute("aria-rowcount")).toBe("5001");
  expect(screen.getAllByRole("row").length).toBeLessThan(60);
  expect(screen.getAllByRole("row")[1]?.getAttribute("aria-rowindex")).toBe("2");
});

test("one tab stop; arrows move, Enter opens, the active row keeps its id while others arrive", async () => {
  const opened: string[] = [];
  const { user } = renderInApp(<List onOpen={(row) => opened.push(row.id)} />);
  screen.getByRole("grid").focus();
  await user.keyboard("{ArrowDown}{ArrowDown}{ArrowRight}");
  expect(activeText()).toBe("row 999");
  await user.click(screen.getByText("three more"));
  screen.getByRole("grid").focus();
  await user.keyboard("{Enter}");
  expect(opened).toEqual(["r999"]);
});

test("while somebody reads no row moves: what came is counted and shown on demand", async () => {
  const { user } = renderInApp(<List />);
  await user.hover(screen.getByRole("grid"));
  expect(screen.getByText(/Held while you read/)).toBeDefined();
  screen.getByText("three more").click();
  expect(await screen.findByText("3 new")).toBeDefined();
  expect(firstCell()).toBe("r1000");
  await user.click(screen.getByText("3 new"));
  expect(firstCell()).toBe("r1003");
});

test("l pauses and resumes, and paused looks different from live", async () => {
  const { user } = renderInApp(<List />);
  expect(screen.getByText("Live")).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Pause" }));
  expect(screen.getByText(/Paused by you/)).toBeDefined();
  screen.getByText("three more").click();
  expect(await screen.findByText("3 new")).toBeDefined();
  screen.getByRole("grid").focus();
  await user.keyboard("l");
  expect(screen.queryByText(/Paused by you/)).toBeNull();
  expect(firstCell()).toBe("r1003");
});
