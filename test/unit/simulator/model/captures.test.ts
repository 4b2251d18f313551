import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { allLegs } from "./consistency.ts";
import { arrive, caller, createBench, ring101 } from "./bench.ts";

function capture(name: string): Record<string, unknown> {
  const url = new URL(`../../../fixtures/captures/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, "utf8"));
}

/** What must be as captured: keys in order, types, and every value that is no number, name or device. */
function shape(leg: Record<string, unknown>): unknown[] {
  const free = new Set([
    "id",
    "dn",
    "party_caller_name",
    "party_caller_id",
    "party_dn",
    "device_id",
    "callid",
  ]);
  return Object.entries(leg).map(([key, value]) => [
    key,
    free.has(key) ? `${typeof value} ${value !== ""}` : value,
  ]);
}

describe("legs have the shape of captured ones", () => {
  it("incoming, ringing", () => {
    const { act, pbx } = createBench();
    act(arrive, ring101);
    expect(shape({ ...allLegs(pbx)[0] })).toEqual(shape(capture("inbound-ringing")));
  });

  it("outgoing, dialing", () => {
    const { act, pbx } = createBench();
    act({ type: "dial", from: "101", to: caller });
    expect(shape({ ...allLegs(pbx)[0] })).toEqual(shape(capture("outbound-dialing")));
  });

  it("internal, connected", () => {
    const { act, pbx } = createBench();
    act({ type: "dial-internal", from: "101", to: "102" }, { type: "answer", dn: "102" });
    const called = allLegs(pbx).find((leg) => leg.dn === "102");
    expect(shape({ ...called })).toEqual(shape(capture("internal-connected")));
  });

  it("own voicemail, dialing and then connected", () => {
    const { act, pbx } = createBench();
    act({ type: "dial-internal", from: "109", to: "666" });
    expect(allLegs(pbx).map((leg) => leg.status)).toEqual(["Dialing"]);
    act({ type: "answer", dn: "666" });
    expect(shape({ ...allLegs(pbx)[0] })).toEqual(shape(capture("voicemail-connected")));
  });
});
