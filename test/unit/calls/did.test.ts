/** The DID of a call: as soon as it is sure, never a guess. */
import { expect, it } from "vitest";
import { createWatch, directory, OUTSIDE, rowOf } from "./watch.ts";

it("is what the leg says, though no rule knows the number", () => {
  const watch = createWatch();
  watch.leg("101", 1, "ringing", 7, { did: "+420 223 003 099" });
  expect(watch.events[0]).toMatchObject({ did: "", didNumber: "420223003099" });
});

it("has the name of the rule that leads there when that is given by its last digits, or by none", () => {
  for (const didNumber of ["3090", ""]) {
    const watch = createWatch();
    const rule = { name: "MaskDID", didNumber, trunkDn: "10007", destinations: ["101"] };
    const inboundRules = [rule];
    watch.feed({ type: "directory", atMs: watch.nowMs(), directory: { ...directory, inboundRules } });
    watch.leg("101", 1, "ringing", 7, { did: "+420223003090" });
    expect(watch.events[0]).toMatchObject({ did: "MaskDID", didNumber: didNumber || "420223003090" });
  }
});

it("gets its name when the rules are read later", () => {
  const watch = createWatch({ directory: false });
  watch.leg("101", 1, "ringing", 7, { did: "+420223003090" });
  watch.directory();
  watch.leg("101", 1, "connected", 7);
  expect(watch.events.map((event) => [event.did, event.didNumber])).toEqual([
    ["", "420223003090"],
    ["PragueDID", "420223003090"],
  ]);
});

it("is what a leg says over where the call stands", () => {
  const watch = createWatch();
  watch.leg("101", 1, "ringing", 7, { did: "+420223003090" });
  expect(watch.events[0]).toMatchObject({ did: "PragueDID", didNumber: "420223003090" });
});

it("is empty when two rules lead there, and filled in once a leg names it", () => {
  const watch = createWatch();
  const second = { name: "NightDID", didNumber: "420223003092", trunkDn: "10007", destinations: ["900"] };
  const inboundRules = [...directory.inboundRules, second];
  watch.feed({ type: "directory", atMs: watch.nowMs(), directory: { ...directory, inboundRules } });
  watch.rows(rowOf(7, OUTSIDE, "900", "talking"));
  watch.leg("101", 1, "ringing", 7, { did: "420223003092" });
  expect(watch.events.map((event) => event.did)).toEqual(["", "NightDID"]);
});

it("is of no rule of another trunk", () => {
  const watch = createWatch();
  watch.leg("101", 1, "ringing", 7, { party: { dn: "10008", type: "external-line" } });
  expect(watch.events[0]).toMatchObject({ did: "", trunkDn: "10008" });
});

it("is empty for outgoing calls", () => {
  const watch = createWatch();
  watch.leg("101", 1, "dialing", 7, { did: "420223003090" });
  expect(watch.events[0]).toMatchObject({ direction: "outgoing", did: "", didNumber: "" });
});
