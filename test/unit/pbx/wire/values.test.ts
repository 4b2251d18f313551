import { describe, expect, it } from "vitest";
import {
  asObject,
  collectionRows,
  durationS,
  field,
  flag,
  integer,
  list,
  text,
  timeMs,
} from "../../../../src-main/pbx/wire/values.ts";

describe("tolerant reading", () => {
  it("finds a field in any case, with or without underscores", () => {
    expect(field({ event_type: 1 }, "event_type")).toBe(1);
    expect(field({ EventType: 1 }, "event_type")).toBe(1);
    expect(field({ eventtype: 1 }, "event_type")).toBe(1);
    expect(field({}, "event_type")).toBeUndefined();
    expect(field({}, "constructor")).toBeUndefined();
    expect(field({ PartyDnType: 1 }, "party_dn_type")).toBe(1);
  });

  it("takes the first of several spellings", () => {
    expect(field({ EventType: 1, eventtype: 2 }, "event_type")).toBe(1);
  });

  it("does not search an endless object to its end", () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`Key${at}`, at]));
    expect(field({ ...many, eventType: 1 }, "event_type")).toBeUndefined();
    expect(field({ ...many, event_type: 1 }, "event_type")).toBe(1);
    expect(field({ eventType: 1, ...many }, "event_type")).toBe(1);
  });

  it("reads wrong types as absent", () => {
    expect(text({ a: null }, "a")).toBe("");
    expect(text({ a: 7 }, "a")).toBe("7");
    expect(text({ a: {} }, "a")).toBe("");
    expect(integer({ a: "12" }, "a")).toBe(12);
    expect(integer({ a: 1.5 }, "a")).toBeUndefined();
    expect(integer({ a: "1e3" }, "a")).toBeUndefined();
    expect(flag({ a: "true" }, "a")).toBeUndefined();
    expect(list({ a: null }, "a")).toEqual([]);
    expect(asObject([])).toBeUndefined();
    expect(asObject(null)).toBeUndefined();
  });

  it.each([
    [{ value: [1] }, [1]],
    [{ Value: [] }, []],
    [[2], undefined],
    [[], undefined],
    [{ value: null }, undefined],
    ["<html>", undefined],
    [undefined, undefined],
  ])("takes the rows out of %j", (json, rows) => {
    expect(collectionRows(json)).toEqual(rows);
  });

  it.each([
    ["2024-12-30T10:00:05Z", Date.UTC(2024, 11, 30, 10, 0, 5)],
    ["2024-12-30T10:00:05", Date.UTC(2024, 11, 30, 10, 0, 5)],
    ["2024-12-30T12:00:05.250+02:00", Date.UTC(2024, 11, 30, 10, 0, 5, 250)],
    ["0001-01-01T00:00:00Z", undefined],
    ["soon", undefined],
    ["", undefined],
    [null, undefined],
    [1735552805, undefined],
  ])("reads the time %j", (value, ms) => {
    expect(timeMs({ at: value }, "at")).toBe(ms);
  });

  it.each([
    ["PT4.5S", 4.5],
    ["PT1M5S", 65],
    ["PT1H", 3600],
    ["P1DT2H3M4S", 93_784],
    ["00:01:05", 65],
    ["1.00:00:01.5", 86_401.5],
    [12, 12],
    [-3, 0],
    ["PT", 0],
    ["-PT5S", 0],
    ["five", 0],
    [null, 0],
  ])("reads the duration %j", (value, seconds) => {
    expect(durationS({ d: value }, "d")).toBe(seconds);
  });
});
