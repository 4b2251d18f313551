/** All scenarios on every side of every switch that recordings have: no file ever goes to a wrong call. */
import { afterAll, describe, expect, it } from "vitest";
import {
  defaultSwitches,
  type SimSwitches,
  type SwitchName,
  switchSides,
} from "../../../../src-main/simulator/model/switches.ts";
import { scenarios } from "../../../../src-main/simulator/scenarios/catalogue.ts";
import type { Scenario } from "../../../../src-main/simulator/scenarios/types.ts";
import { createSeededRandom } from "../../../../src-main/simulator/seeded-random.ts";
import { isMissed, isWrong, knowledge, type Knowledge, type Outcome, outcomesOf, play } from "./played.ts";

const names = Object.keys(switchSides) as SwitchName[];
const small = scenarios.filter((scenario) => scenario.steps.length <= 40);
/** The hostile names of callers differ from each other by nothing but the name; two stand for all. */
const recordable = scenarios.filter(({ name }) => !/^caller-name-(?!brackets|right)/.test(name));
const zones = ["UTC", "Europe/Prague", "America/New_York", "Asia/Kolkata"];

/** Each once, and one consultation at most: two phones do not talk twice at a time. */
function mixOf(chosen: readonly Scenario[]): Scenario[] {
  const different = [...new Set(chosen)];
  const consulting = different.filter(({ steps }) => steps.some((step) => step.do.type === "consult"));
  return different.filter((scenario) => !consulting.slice(1).includes(scenario));
}

/** Files that have a call, by what was known and how it was found. */
const counts = new Map<string, number>();
function count(known: Knowledge, outcomes: readonly Outcome[]): void {
  for (const each of outcomes.filter(({ truth }) => truth !== "")) {
    const key = `${known}: ${each.got === "" ? "none" : each.how}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
}

afterAll(() => {
  const rows = knowledge.map((known) => {
    const own = [...counts].filter(([key]) => key.startsWith(`${known}: `));
    const total = own.reduce((sum, [, n]) => sum + n, 0);
    const shares = own
      .toSorted((a, b) => b[1] - a[1])
      .map(([key, n]) => {
        const [, how = ""] = key.split(": ");
        return `${how} ${((100 * n) / Math.max(1, total)).toFixed(1)} %`;
      });
    return `${known.padEnd(6)} ${String(total).padStart(6)} files: ${shares.join(", ")}`;
  });
  process.stdout.write(`\nHow recordings were matched, by what was known:\n${rows.join("\n")}\n`);
});

const sides: [string, Partial<SimSwitches>][] = names
  .filter((name) =>
    /^(recording(?!Ranges|Archive|Codec|Damage)|attendedJoin|conferenceCallId|pickUpCallId|log|callback|anonymous)/.test(
      name,
    ),
  )
  .flatMap((name) =>
    (switchSides[name] as readonly unknown[])
      .filter((side) => side !== defaultSwitches[name])
      .map((side): [string, Partial<SimSwitches>] => [`${name}=${String(side)}`, { [name]: side }]),
  );

/** Parts and late files of two calls that nothing tells apart but the log. */
const onlyInLog = "recording-same-phone";

async function judge(scenario: Scenario, switches: Partial<SimSwitches>, internalCalls: boolean) {
  const played = await play({ scenarios: [scenario], switches, internalCalls });
  for (const known of knowledge) {
    const outcomes = outcomesOf(played, known);
    count(known, outcomes);
    expect({ known, wrong: outcomes.filter(isWrong) }, scenario.name).toEqual({ known, wrong: [] });
    const isTold = known === "log" || scenario.name !== onlyInLog;
    if (known !== "early" && isTold) expect(outcomes.filter(isMissed), scenario.name).toEqual([]);
  }
}

describe.each<[string, Partial<SimSwitches>]>([["the default switches", {}], ...sides])(
  "with %s",
  (_title, switches) => {
    it("each scenario", async () => {
      for (const scenario of recordable) await judge(scenario, switches, false);
    });
  },
);

describe.each<Partial<SimSwitches>>([
  {},
  { attendedJoin: "consultation" },
  { recordingLegs: "each" },
  { recordingLegs: "each", recordingParts: "two" },
])("with internal calls told and %j", (switches) => {
  it("each scenario", async () => {
    // Of the thirty, three have the same two phones consult each other at once: no phone can do that.
    const possible = recordable.filter(({ name }) => name !== "thirty-calls");
    for (const scenario of possible) await judge(scenario, switches, true);
  });
});

describe("many calls at once, with random switches and zones", () => {
  const seeds = Array.from({ length: 60 }, (_, index) => index + 1);
  it.each(seeds)("seed %i", async (seed) => {
    const random = createSeededRandom(seed);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    const switches = Object.fromEntries(
      names
        .filter((name) => name !== "recordCalls" && random() < 0.3)
        .map((name) => [name, pick<unknown>(switchSides[name])]),
    ) as Partial<SimSwitches>;
    const played = await play({
      scenarios: mixOf(Array.from({ length: 8 }, () => pick(small))),
      switches,
      seed,
      internalCalls: random() < 0.5,
      timezone: pick(zones),
    });
    for (const known of knowledge) {
      const outcomes = outcomesOf(played, known);
      count(known, outcomes);
      expect({ known, switches, wrong: outcomes.filter(isWrong) }).toEqual({ known, switches, wrong: [] });
    }
  });
});
