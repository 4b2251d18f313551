import { expect, test } from "vitest";
import {
  filterOfKey,
  isFiltered,
  keyOf,
  logFilterOf,
  noFilter,
  toggledIn,
} from "../../../../../src-renderer/views/webhooks/log-filter.ts";
import { logFilterSchema } from "../../../../../src-shared/webhooks/log-query.ts";

test("the address becomes the engine's filter", () => {
  const query = {
    ...{ endpoint: "crm, desk", state: "failed,retry", event: "ended", text: "0171 55501", user: "106" },
    ...{ from: "2026-11-22T13:00:00.000Z", to: "1795356000000", test: "none", mirror: "only" },
  };
  const filter = logFilterOf(query, 0);
  expect(filter).toEqual({
    endpoints: ["crm", "desk"],
    states: ["gave-up", "expired", "dropped", "retry"],
    types: ["ended"],
    number: "0171 55501",
    user: "106",
    fromMs: Date.parse("2026-11-22T13:00:00.000Z"),
    toMs: 1_795_356_000_000,
    test: false,
    mirror: true,
  });
  expect(logFilterSchema.safeParse(filter).success).toBe(true);
  expect(filterOfKey(keyOf(filter))).toEqual(filter);
});

test("today begins when the PBX says so; what nobody can read is no condition", () => {
  expect(logFilterOf({ time: "today", from: "2026-01-01" }, 77)).toEqual({ fromMs: 77 });
  expect(logFilterOf({ state: "nonsense", from: "yesterday", test: "maybe" }, 0)).toEqual({});
  expect(logFilterOf({ text: "x".repeat(900) }, 0).text).toHaveLength(500);
});

test("filters are switched on and off", () => {
  expect(toggledIn(undefined, "crm")).toBe("crm");
  expect(toggledIn("crm,desk", "crm")).toBe("desk");
  expect(isFiltered({ other: "1" })).toBe(false);
  expect(isFiltered({ state: "failed" })).toBe(true);
  expect(Object.values(noFilter()).every((value) => value === undefined)).toBe(true);
});
