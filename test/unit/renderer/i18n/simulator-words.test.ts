import { expect, test } from "vitest";
import { faultCatalogue } from "../../../../src-main/simulator/faults/catalogue.ts";
import { scenarios } from "../../../../src-main/simulator/scenarios/catalogue.ts";
import { faultsGerman } from "../../../../src-renderer/i18n/engine/faults.de.ts";
import { scenariosGerman } from "../../../../src-renderer/i18n/engine/scenarios.de.ts";
import { inWords } from "../../../../src-renderer/i18n/simulator-words.ts";

test.each([
  ["scenarios", scenarios, scenariosGerman],
  ["faults", faultCatalogue, faultsGerman],
] as const)("all %s have German words, and no other", (_kind, all, german) => {
  expect(Object.keys(german).toSorted()).toEqual(all.map(({ name }) => name).toSorted());
  for (const { title, summary } of Object.values(german)) {
    expect(title).not.toMatch(/[.!]$/);
    expect(summary).toMatch(/\.$/);
    expect(`${title} ${summary}`).not.toMatch(/\b(the|and|with)\b/);
  }
});

test("an English window keeps the engine's words, a German one those it has", () => {
  const known = { name: "hold", title: "Held", summary: "Holds.", lengthMs: 5 };
  const newer = { name: "of-a-newer-service", title: "New", summary: "Newer.", lengthMs: 7 };
  expect(inWords([known, newer], "scenarios", "en")).toEqual([known, newer]);
  expect(inWords([known, newer], "scenarios", "de")).toEqual([
    { ...known, ...scenariosGerman["hold"] },
    newer,
  ]);
});
