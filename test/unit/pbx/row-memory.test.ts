import { describe, expect, it } from "vitest";
import { createRowMemory } from "../../../src-main/pbx/row-memory.ts";
import { parseActiveCall } from "../../../src-main/pbx/wire/active-call-rows.ts";

const row = {
  Id: 7,
  Caller: "10007 Trunk (+49123456789)",
  Callee: "150 Alice",
  Status: "Routing",
  LastChangeStatus: "2026-01-05T08:00:00Z",
  EstablishedAt: "2026-01-05T08:00:00Z",
  ServerNow: "2026-01-05T08:00:00Z",
};

function poll(memory: ReturnType<typeof createRowMemory>, rows: readonly unknown[]) {
  const calls = rows.map(memory.read);
  memory.turn();
  return calls;
}

describe("the memory of rows", () => {
  it("gives the same object for a row that says the same, at another time of the server", () => {
    const memory = createRowMemory();
    const [first] = poll(memory, [row]);
    const [second] = poll(memory, [{ ...row, ServerNow: "2026-01-05T08:00:01Z" }]);
    expect(first).toEqual(parseActiveCall(row));
    expect(second).toBe(first);
  });

  it.each([
    { Id: 8 },
    { Caller: "10007 Trunk (+49123456780)" },
    { Callee: "151 Bob" },
    { Status: "Talking" },
    { EstablishedAt: "2026-01-05T08:00:02Z" },
    { EstablishedAt: null },
    { Id: "7", Callee: "151 Bob" },
    { Callee: null },
  ])("reads a row anew that has changed: %j", (change) => {
    const memory = createRowMemory();
    poll(memory, [row]);
    const changed = { ...row, ...change };
    expect(poll(memory, [changed])).toEqual([parseActiveCall(changed)]);
  });

  it("keeps several rows of one call apart, in any order", () => {
    const memory = createRowMemory();
    const other = { ...row, Callee: "800 Sales" };
    const [first, second] = poll(memory, [row, other]);
    const again = poll(memory, [other, row, row]);
    expect(again).toEqual([second, first, first]);
    expect(again[0]).toBe(second);
    expect(again[1]).toBe(first);
  });

  it("reads rows that are spelled otherwise, each time", () => {
    const memory = createRowMemory();
    const spelled = { id: 7, caller: row.Caller, callee: row.Callee, status: row.Status };
    const changed = { ...spelled, callee: "151 Bob" };
    expect(poll(memory, [spelled])).toEqual([parseActiveCall(spelled)]);
    expect(poll(memory, [changed])).toEqual([parseActiveCall(changed)]);
    expect(poll(memory, [null, 3, { Id: "seven" }])).toEqual([undefined, undefined, undefined]);
  });

  it("forgets rows that a poll lacked", () => {
    const memory = createRowMemory();
    const [first] = poll(memory, [row]);
    poll(memory, []);
    expect(poll(memory, [row])[0]).not.toBe(first);
  });
});
