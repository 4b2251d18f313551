import { expect, test } from "vitest";
import { aSnapshot } from "../../fixtures.ts";
import {
  countNotMonitored,
  namedBriefly,
  sentenceKeyOf,
  shapeOfSource,
  standingOf,
} from "../../../../../src-renderer/views/overview/sources.ts";

test("a source gives, rests, waits or lacks; what is not known lacks", () => {
  expect(standingOf({ state: "connected" })).toBe("gives");
  expect(standingOf({ state: "not-asked" })).toBe("rests");
  expect(standingOf({ state: "connecting" })).toBe("waits");
  expect(standingOf({ state: "something-new" })).toBe("lacks");
  expect(shapeOfSource({ state: "no-licence" })).toBe("attention");
});

test("the engine's own words stand where something is missing", () => {
  expect(sentenceKeyOf({ name: "directory", state: "connected" })).toBe("overview.gives.directory");
  expect(sentenceKeyOf({ name: "directory", state: "role-too-low" })).toBeUndefined();
  expect(sentenceKeyOf({ name: "call-log", state: "not-asked" })).toBe("overview.rests.call-log");
  expect(sentenceKeyOf({ name: "directory", state: "not-asked" })).toBeUndefined();
});

test("more extensions are counted than listed when the list was cut off", () => {
  const pbx = aSnapshot().pbx;
  expect(countNotMonitored(pbx)).toBe(2);
  const notMonitored = Array.from({ length: 200 }, (_, at) => ({ dn: String(1000 + at), name: "" }));
  expect(countNotMonitored({ ...pbx, notMonitored, extensions: 900, monitored: 38 })).toBe(862);
  expect(namedBriefly(notMonitored)).toBe("1000, 1001, 1002, 1003, 1004, 1005, …");
  expect(namedBriefly(pbx.notMonitored)).toBe("117, 118");
});
