import { describe, expect, it } from "vitest";
import { deviations, type SchemaName } from "../xapi-schema.ts";
import { answer101, arrive, caller, createBench, outsideHangsUp, ring101, startMs } from "./bench.ts";

function expectOfficial(schema: SchemaName, rows: readonly unknown[]): void {
  expect(rows.length, schema).toBeGreaterThan(0);
  expect(rows.flatMap((row) => deviations(schema, row))).toEqual([]);
}

describe("rows have official field names and types only", () => {
  it("of every collection", () => {
    const { act, passS, pbx } = createBench();
    act(arrive, ring101, answer101, outsideHangsUp, { type: "dial", from: "101", to: caller });
    act({ type: "outside-answers" }, { type: "hang-up", by: "inside" });
    passS(60);
    const collections = pbx.collections();
    expectOfficial("Peers", collections.Peers);
    expectOfficial("Users", collections.Users);
    expectOfficial("Queues", collections.Queues);
    expectOfficial("RingGroups", collections.RingGroups);
    expectOfficial("Receptionists", collections.Receptionists);
    expectOfficial("Trunks", collections.Trunks);
    expectOfficial("InboundRules", collections.InboundRules);
    expectOfficial("DidNumbers", collections.DidNumbers);
    expectOfficial("Parkings", collections.Parkings);
    expectOfficial("Recordings", collections.Recordings);
    expectOfficial("CallLogData", pbx.callLog(startMs, startMs + 3_600_000));
  });

  it("of live calls", () => {
    const { act, pbx } = createBench();
    act(arrive, ring101);
    expectOfficial("ActiveCalls", pbx.activeCalls());
  });
});

describe("the directory", () => {
  it("leads exactly one inbound rule to each destination", () => {
    const { pbx } = createBench();
    const rows = pbx.collections().InboundRules;
    const leads = rows.map((row) => JSON.stringify(row.OfficeHoursDestination));
    expect(new Set(leads).size).toBe(rows.length);
    expect(rows[0]).toMatchObject({
      RuleName: "PragueDID",
      Data: "420225000900",
      OfficeHoursDestination: { To: "IVR", Number: "900" },
      TrunkDN: { Number: "10007" },
    });
  });

  it("lists every number once among the peers", () => {
    const { pbx } = createBench();
    const numbers = pbx.collections().Peers.map((row) => row.Number);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers).toEqual(
      expect.arrayContaining(["101", "666", "700", "800", "802", "900", "10007", "SP0"]),
    );
  });
});
