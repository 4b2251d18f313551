import { describe, expect, it } from "vitest";
import { findScenario, scenarios } from "../../../../src-main/simulator/scenarios/catalogue.ts";
import { outsideNumbers } from "../../../../src-main/simulator/scenarios/numbers.ts";

describe("the catalogue", () => {
  it("has a kebab-case name, title and summary for each scenario", () => {
    const names = scenarios.map((each) => each.name);
    expect(new Set(names).size).toBe(names.length);
    for (const each of scenarios) {
      expect(each.name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(each.title).not.toBe("");
      expect(each.summary).toMatch(/\.$/);
    }
  });

  it("uses each outside number in one scenario only, all of one length", () => {
    const numbers = scenarios.flatMap(outsideNumbers);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(new Set(numbers.map((each) => each.length)).size).toBe(1);
  });

  it("lists steps in order of time", () => {
    for (const { name, steps } of scenarios) {
      const times = steps.map((each) => each.atMs);
      expect(times, name).toEqual(times.toSorted((a, b) => a - b));
    }
  });

  it("plays thirty different calls at once", () => {
    const busy = findScenario("thirty-calls");
    expect(busy.found && outsideNumbers(busy.scenario)).toHaveLength(30);
  });
});

describe("findScenario", () => {
  it("finds by name, whatever the case", () => {
    expect(findScenario(" Inbound-Answered ")).toMatchObject({
      found: true,
      scenario: { name: "inbound-answered" },
    });
  });

  it.each([
    ["inbound-anwsered", 'There is no scenario "inbound-anwsered". Did you mean inbound-answered?'],
    ["conference", 'There is no scenario "conference". Did you mean conference-host-leaves?'],
  ])("suggests the nearest name for %s", (name, message) => {
    expect(findScenario(name)).toEqual({ found: false, message });
  });

  it("lists all names when none is near", () => {
    const found = findScenario("zzzzzzzzzzzzzz");
    expect(!found.found && found.message).toContain("Known are: inbound-answered, inbound-missed,");
  });
});
