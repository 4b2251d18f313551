import fc from "fast-check";
import { expect, test } from "vitest";
import { heldRows } from "../../../../src-renderer/ui/live-rows.ts";

interface Row {
  readonly id: string;
  readonly text: string;
}

const row = (id: string, text = id): Row => ({ id, text });
const idOf = ({ id }: Row): string => id;
const ids = (rows: readonly Row[]) => rows.map(idOf).join("");

test("rows keep their places, change their content and stay when they left the list", () => {
  const { shown, newCount } = heldRows(
    [row("c"), row("b"), row("a")],
    [row("e"), row("d"), row("c", "changed"), row("a")],
    idOf,
  );
  expect(ids(shown)).toBe("cba");
  expect(shown[0]?.text).toBe("changed");
  expect(newCount).toBe(2);
});

test("a further page is added behind", () => {
  const { shown, newCount } = heldRows([row("c"), row("b")], [row("d"), row("c"), row("b"), row("a")], idOf);
  expect(ids(shown)).toBe("cba");
  expect(newCount).toBe(1);
});

test("an empty list takes all; nothing changed is the same list", () => {
  const rows = [row("a")];
  expect(heldRows([], rows, idOf).shown).toBe(rows);
  expect(heldRows(rows, rows, idOf).shown).toBe(rows);
});

test("whatever comes and goes: places stay, every row is shown once or counted", () => {
  const list = fc
    .uniqueArray(fc.constantFrom(..."abcdefghijkl"))
    .map((letters) => letters.map((id) => row(id)));
  fc.assert(
    fc.property(list, fc.array(list, { maxLength: 5 }), (first, later) => {
      let shown: readonly Row[] = first;
      for (const rows of later) {
        const next = heldRows(shown, rows, idOf);
        if (shown.length > 0) expect(ids(next.shown).startsWith(ids(shown))).toBe(true);
        const known = new Set(next.shown.map(idOf));
        expect(known.size).toBe(next.shown.length);
        expect(next.newCount).toBe(rows.filter(({ id }) => !known.has(id)).length);
        shown = next.shown;
      }
    }),
  );
});
