import { expect, test } from "vitest";
import {
  firstDraft,
  foundScenarios,
  mistakesIn,
  paramsOf,
  plannedEvents,
  type RunDraft,
} from "../../../../../src-renderer/views/simulator/run-draft.ts";
import { contract } from "../../../../../src-shared/contract/contract.ts";
import { aCatalogue } from "./simulator-fixtures.ts";

const real = ["crm", "desk"];
const draft = (change: Partial<RunDraft> = {}): RunDraft => ({ ...firstDraft, ...change });
const { scenarios } = aCatalogue();

test("an untouched form asks for what the engine understands", () => {
  const params = paramsOf(draft(), "queue-nobody", real);
  expect(params).toEqual({
    ...{ scenario: "queue-nobody", speed: 10, count: 1, atOnce: 1, faults: [] },
    target: { kind: "built-in", dialect: "native", status: 200, delayMs: 0 },
  });
  expect(contract.methods["simulator.run"].params.safeParse(params).success).toBe(true);
});

test("numbers are sent only where they are given", () => {
  const params = paramsOf(draft({ caller: " +49 30 1 ", extension: "106", did: " " }), "x", real);
  expect(params).toMatchObject({ callerNumber: "+49 30 1", extension: "106" });
  expect(params).not.toHaveProperty("did");
});

test.each([
  [{ count: "0" }, "count"],
  [{ count: "1001" }, "count"],
  [{ count: "1e3" }, "count"],
  [{ count: "3", atOnce: "4" }, "atOnce"],
  [{ count: "1000", atOnce: "201" }, "atOnce"],
  [{ status: "99" }, "status"],
  [{ status: "" }, "status"],
  [{ delayMs: "60001" }, "delayMs"],
  [{ extension: "1a" }, "extension"],
  [{ target: "endpoints" }, "endpoints"],
  [{ target: "endpoints", endpoints: ["removed meanwhile"] }, "endpoints"],
] as const)("%o is told at its field and never sent", (change, field) => {
  expect(Object.keys(mistakesIn(draft(change), real))).toEqual([field]);
  expect(paramsOf(draft(change), "x", real)).toBeUndefined();
});

test("only endpoints that are still in the settings are sent to", () => {
  const chosen = draft({ target: "endpoints", endpoints: ["gone", "crm"], status: "nonsense" });
  expect(paramsOf(chosen, "x", real)?.target).toEqual({ kind: "endpoints", names: ["crm"] });
});

test("as fast as possible is fast enough for the engine's own clock", () => {
  expect(paramsOf(draft({ speed: "fast" }), "x", real)?.speed).toBe(1000);
  expect(paramsOf(draft({ speed: "real" }), "x", real)?.speed).toBe(1);
});

test("events are counted for every call", () => {
  expect(plannedEvents(draft({ count: "30" }), { events: ["ringing 101", "ended 101"] })).toBe(60);
  expect(plannedEvents(draft({ count: "" }), { events: ["ringing 101"] })).toBe(1);
});

test("scenarios are found by words of title, summary and name, in any order", () => {
  const names = (search: string) => foundScenarios(scenarios, search).map(({ name }) => name);
  expect(names("queue agents")).toEqual(["queue-nobody"]);
  expect(names("NO-NUMBER")).toEqual(["inbound-no-number"]);
  expect(names("")).toHaveLength(3);
  expect(names("elevator")).toEqual([]);
});
