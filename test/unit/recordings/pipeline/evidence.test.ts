/** What matching is told of talks, also in the moments between a talk's end and its place in the list. */
import { expect, it } from "vitest";
import { createMemoryLibrary } from "../../../../src-main/recordings/memory-library.ts";
import { createEvidence } from "../../../../src-main/recordings/pipeline/evidence.ts";
import { createVirtualClock } from "../../../../src-main/simulator/virtual-clock.ts";
import { atS, fileOf, linkOf, openOf } from "../matching/bench.ts";

const file = fileOf("101", 0, 60);
const createKnown = () =>
  createEvidence(createMemoryLibrary(), createVirtualClock({ startMs: atS(0) }), () => undefined);

it("knows each talk at every moment: one that has just ended goes on until it is in the list", async () => {
  const evidence = createKnown();
  const seen = async () => {
    const { open, links } = await evidence.around(file);
    return { open: open.map(({ started }) => started.atMs), over: links.map(({ ended }) => ended.atMs) };
  };
  evidence.note(openOf(7, "101", 0).started);
  expect(await seen()).toEqual({ open: [atS(0)], over: [] });
  evidence.note(linkOf(7, "101", 0, 60).ended);
  expect(await seen()).toEqual({ open: [atS(0)], over: [] });
  await evidence.keepNew();
  expect(await seen()).toEqual({ open: [], over: [atS(60)] });
});

it("lets files be looked at again when a talk ends, and when one turns out to have been none", async () => {
  const evidence = createKnown();
  const { started } = openOf(7, "101", 0);
  evidence.note(started);
  const before = evidence.version();
  const { startedAtMs: _none, ...missed } = linkOf(7, "101", 0, 60).ended;
  evidence.note({ ...missed, finish: "missed" });
  expect(evidence.version()).toBeGreaterThan(before);
  expect((await evidence.around(file)).open).toEqual([]);
});
