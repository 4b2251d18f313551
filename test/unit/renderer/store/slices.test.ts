import { describe, expect, test } from "vitest";
import { keptEnded, slicesOf, withEvents } from "../../../../src-renderer/store/slices.ts";
import { aCall, anEndpoint, aProblem, aSnapshot, aTalk } from "../fixtures.ts";

const before = slicesOf(aSnapshot());

describe("calls", () => {
  test("change in place, arrive at the end and leave when they end", () => {
    const talk = { ...aTalk(), state: "ringing" as const };
    const late = aCall({ chainId: "late" });
    const over = { ...aCall(), state: "missed" as const };
    const after = withEvents(before, [
      { event: "calls", data: { changed: [talk, late], ended: [] } },
      { event: "calls", data: { changed: [], ended: [over] } },
    ]);
    expect([...after.calls.keys()]).toEqual(["261122141322_690", "261122141850_697", "late"]);
    expect(after.calls.get("261122141322_690")?.state).toBe("ringing");
    expect(after.ended).toEqual([over]);
  });

  test("that ended are bounded, newest first, each once", () => {
    const ended = Array.from({ length: keptEnded + 50 }, (_, at) => aCall({ chainId: `call-${at}` }));
    const after = withEvents(before, [
      { event: "calls", data: { changed: [], ended } },
      { event: "calls", data: { changed: [], ended: [aCall({ chainId: "call-100" })] } },
    ]);
    expect(after.ended).toHaveLength(keptEnded);
    expect(after.ended[0]?.chainId).toBe("call-100");
    expect(after.ended.filter((call) => call.chainId === "call-100")).toHaveLength(1);
  });
});

test("endpoints change whole, come, go and keep the settings' order", () => {
  const changed = [anEndpoint({ name: "desk", waiting: 7 }), anEndpoint({ name: "new" })];
  const same = withEvents(before, [{ event: "endpoints", data: { changed } }]);
  expect(same.endpoints.map(({ name, waiting }) => [name, waiting])).toEqual([
    ["crm", 213],
    ["desk", 7],
    ["archive", 1204],
    ["new", 0],
  ]);
  const ordered = withEvents(same, [{ event: "endpoints", data: { changed: [], order: ["new", "crm"] } }]);
  expect(ordered.endpoints.map(({ name }) => name)).toEqual(["new", "crm"]);
});

test("parts that no event touched stay the same object", () => {
  const after = withEvents(before, [
    { event: "problems", data: [aProblem()] },
    { event: "log-rows", data: { rows: [], skipped: 0 } },
  ]);
  expect(after.problems).toHaveLength(1);
  expect(after.calls).toBe(before.calls);
  expect(after.endpoints).toBe(before.endpoints);
  expect(withEvents(before, [])).toBe(before);
});
