import { describe, expect, test } from "vitest";
import { columnsThatFit, type GridColumn, templateOf } from "../../../../src-renderer/ui/grid-columns.ts";
import { movedPlace } from "../../../../src-renderer/ui/grid-keys.ts";
import { prettyJson } from "../../../../src-renderer/ui/json-view.tsx";

const column = (id: string, widthRem: number, leaves: number, grow = 0): GridColumn<string> => ({
  id,
  title: id,
  widthRem,
  leaves,
  grow,
  cell: (row) => row,
});
const columns = [
  column("state", 8, 0),
  column("time", 6, 2),
  column("to", 6, 1),
  column("reason", 10, 0, 1),
  column("total", 5, 3),
];

test("columns leave whole, in their own order, and those that must stay do", () => {
  const names = (room: number) =>
    columnsThatFit(columns, room)
      .map(({ id }) => id)
      .join(" ");
  expect(names(40)).toBe("state time to reason total");
  expect(names(34)).toBe("state time to reason");
  expect(names(29)).toBe("state to reason");
  expect(names(10)).toBe("state reason");
  expect(templateOf(columnsThatFit(columns, 10))).toBe("8rem minmax(10rem, 1fr)");
});

describe("keys of the grid", () => {
  const size = { rows: 100, columns: 5, page: 10 };
  const at = { row: 50, column: 2 };
  test.each([
    ["ArrowDown", false, { row: 51, column: 2 }],
    ["ArrowUp", false, { row: 49, column: 2 }],
    ["PageDown", false, { row: 60, column: 2 }],
    ["PageUp", false, { row: 40, column: 2 }],
    ["ArrowRight", false, { row: 50, column: 3 }],
    ["ArrowLeft", false, { row: 50, column: 1 }],
    ["Home", false, { row: 50, column: 0 }],
    ["End", false, { row: 50, column: 4 }],
    ["Home", true, { row: 0, column: 2 }],
    ["End", true, { row: 99, column: 2 }],
  ] as const)("%s (control: %s)", (key, ctrlKey, place) => {
    expect(movedPlace({ key, ctrlKey, metaKey: false }, at, size)).toEqual(place);
  });
  test("never leads out of the grid", () => {
    const plain = { ctrlKey: false, metaKey: false };
    expect(movedPlace({ key: "ArrowUp", ...plain }, { row: 0, column: 0 }, size)).toEqual({
      row: 0,
      column: 0,
    });
    expect(movedPlace({ key: "ArrowDown", ...plain }, { row: 99, column: 4 }, size)).toEqual({
      row: 99,
      column: 4,
    });
    expect(movedPlace({ key: "ArrowDown", ...plain }, { row: -1, column: 0 }, size)).toEqual({
      row: 0,
      column: 0,
    });
    expect(movedPlace({ key: "ArrowDown", ...plain }, at, { ...size, rows: 0 })).toBeUndefined();
    expect(movedPlace({ key: "x", ...plain }, at, size)).toBeUndefined();
  });
});

describe("readable JSON", () => {
  test("is indented without touching strings and digits", () => {
    const text = '{"a":12345678901234567890,"b":["x, {y}",{}, [] ],"c":"\\"quoted\\" é"}';
    expect(prettyJson(text)).toBe(
      '{\n  "a": 12345678901234567890,\n  "b": [\n    "x, {y}",\n    {},\n    []\n  ],\n  "c": "\\"quoted\\" é"\n}',
    );
  });
  test("what is not JSON stays as it came", () => {
    expect(prettyJson("<html>")).toBeUndefined();
    expect(prettyJson('{"a":')).toBeUndefined();
    expect(prettyJson("")).toBeUndefined();
  });
});
