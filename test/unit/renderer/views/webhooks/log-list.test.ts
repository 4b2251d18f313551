import { describe, expect, test } from "vitest";
import {
  emptyList,
  fitOf,
  freshRows,
  sortedNews,
  withNews,
  withPage,
} from "../../../../../src-renderer/views/webhooks/log-list.ts";
import type { LogFilter } from "../../../../../src-shared/webhooks/log-query.ts";
import { aLogRow } from "../../fixtures.ts";

const row = (id: number, change = {}) => aLogRow({ id, ...change });
const ids = ({ rows }: { readonly rows: readonly { readonly id: number }[] }) => rows.map(({ id }) => id);
const loaded = withPage(emptyList, { rows: [row(9), row(7), row(5)], cursor: "next" });

describe("what fits a filter, as far as a window can tell", () => {
  const known = row(1, {
    ...{ caller: "49301234567", linkId: "261122141907_698-0", user: "800", acceptedAtMs: 1_000 },
  });
  const table: readonly (readonly [LogFilter, ReturnType<typeof fitOf>])[] = [
    [{}, "yes"],
    [{ endpoints: ["desk"] }, "yes"],
    [{ endpoints: [] }, "no"],
    [{ states: ["retry"] }, "no"],
    [{ types: ["ringing", "ended"] }, "yes"],
    [{ number: "+49 30 1234567" }, "yes"],
    [{ number: "0301234567" }, "yes"],
    [{ number: "1234568" }, "no"],
    [{ callId: "261122141907_698" }, "yes"],
    [{ callId: "261122141907_698-1" }, "no"],
    [{ user: "800" }, "yes"],
    [{ user: "80" }, "no"],
    [{ fromMs: 1_000 }, "yes"],
    [{ toMs: 1_000 }, "no"],
    [{ test: true }, "no"],
    [{ mirror: false }, "yes"],
    [{ replayed: true }, "no"],
    [{ text: "refused" }, "ask"],
    [{ text: "refused", states: ["retry"] }, "no"],
    [{ ids: [2] }, "no"],
    [{ eventIds: ["evt-2"] }, "yes"],
  ];
  test.each(table)("%j: %s", (filter, fit) => expect(fitOf(known, filter)).toBe(fit));
});

describe("news", () => {
  test("new rows come to the top, changed ones keep their places", () => {
    const changed = row(7, { state: "retry" });
    const list = withNews(loaded, [row(11), changed, row(10)]);
    expect(ids(list)).toEqual([11, 10, 9, 7, 5]);
    expect(list.rows[3]).toBe(changed);
    expect(list.cursor).toBe("next");
  });

  test("a row between others goes between them", () => {
    expect(ids(withNews(loaded, [row(8), row(12)]))).toEqual([12, 9, 8, 7, 5]);
  });

  test("what is older than the last page comes with its page; at the end of the log it is taken", () => {
    expect(withNews(loaded, [row(3)])).toBe(loaded);
    expect(ids(withNews(withPage(loaded, { rows: [row(4)] }), [row(3)]))).toEqual([9, 7, 5, 4, 3]);
  });

  test("nothing changed: the same object, so that nothing is drawn", () => {
    expect(withNews(loaded, [], new Set([99]))).toBe(loaded);
  });

  test("a row that no longer fits leaves, and is still shown as it is now where it is held", () => {
    const delivered = row(7, { state: "delivered" });
    const { fitting, leaving, ask } = sortedNews(loaded, [delivered], { states: ["retry"] });
    expect([fitting, leaving, ask]).toEqual([[], [delivered], []]);
    expect(ids(withNews(loaded, [], new Set([7])))).toEqual([9, 5]);
    expect(freshRows(loaded.rows, new Map([[7, delivered]]))[1]).toBe(delivered);
  });

  test("words are asked for, except of rows that were found by them before", () => {
    const { fitting, ask } = sortedNews(loaded, [row(10), row(9)], { text: "refused" });
    expect(ask).toEqual([10]);
    expect(fitting.map(({ id }) => id)).toEqual([9]);
  });

  test("a page that overlaps adds nothing twice", () => {
    expect(ids(withPage(loaded, { rows: [row(7), row(5), row(4)] }))).toEqual([9, 7, 5, 4]);
  });
});
