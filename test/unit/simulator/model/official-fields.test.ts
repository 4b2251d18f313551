import { describe, expect, it } from "vitest";
import { deviations, type SchemaName } from "../xapi-schema.ts";
import { answer101, arrive, caller, createBench, outsideHangsUp, ring101, startMs } from "./bench.ts";

/** Sentences about rows that are not as documented; one more when there is no row at all. */
function wrong(schema: SchemaName, rows: readonly unknown[]): string[] {
  if (rows.length === 0) return [`There are no ${schema}.`];
  return rows.flatMap((row) => deviations(schema, row));
}

describe("rows have official field names and types only", () => {
  it("of every collection", () => {
    const { act, passS, pbx } = createBench();
    act(arrive, ring101, answer101, outsideHangsUp, { type: "dial", from: "101", to: caller });
    act({ type: "outside-answers" }, { type: "hang-up", by: "inside" });
    passS(60);
    const collections = pbx.collections();
    expect(wrong("Peers", collections.Peers)).toEqual([]);
    expect(wrong("Users", collections.Users)).toEqual([]);
    expect(wrong("Queues", collections.Queues)).toEqual([]);
    expect(wrong("RingGroups", collections.RingGroups)).toEqual([]);
    expect(wrong("Receptionists", collections.Receptionists)).toEqual([]);
    expect(wrong("Trunks", collections.Trunks)).toEqual([]);
    expect(wrong("InboundRules", collections.InboundRules)).toEqual([]);
    expect(wrong("DidNumbers", collections.DidNumbers)).toEqual([]);
    expect(wrong("Parkings", collections.Parkings)).toEqual([]);
    expect(wrong("Recordings", collections.Recordings)).toEqual([]);
    expect(wrong("CallLogData", pbx.callLog(startMs, startMs + 3_600_000))).toEqual([]);
  });

  it("of live calls", () => {
    const { act, pbx } = createBench();
    act(arrive, ring101);
    expect(wrong("ActiveCalls", pbx.activeCalls())).toEqual([]);
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
