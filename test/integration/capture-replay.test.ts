/** Simulator, capture, replay: the engine tells of the file exactly what it told of the PBX. */
import { describe, expect, it } from "vitest";
import { replayCapture } from "../../src-main/replay.ts";
import { scenarios } from "../../src-main/simulator/scenarios/catalogue.ts";
import type { FaultName } from "../../src-main/simulator/faults/fault-name.ts";
import { createPbxModel } from "../../src-main/simulator/model/pbx-model.ts";
import { createSeededRandom } from "../../src-main/simulator/seeded-random.ts";
import { createVirtualClock } from "../../src-main/simulator/virtual-clock.ts";
import { readCapture } from "../../src-shared/capture/capture-file.ts";
import { captureOf, secret } from "./capture-world.ts";

async function roundTrip(...asked: Parameters<typeof captureOf>) {
  const { file, events } = await captureOf(...asked);
  const read = readCapture(file);
  if (!read.ok) throw new Error(read.sentence);
  expect(read.capture.damaged).toBe(0);
  const replayed = await replayCapture(read.capture);
  const recorded = read.capture.lines.flatMap((line) => (line.kind === "made" ? [line.body] : []));
  expect(recorded).toHaveLength(events.length);
  return { file, events, recorded, replayed };
}

describe("a capture of each scenario, replayed", () => {
  it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))("%s", async (name, scenario) => {
    const { recorded, replayed, events } = await roundTrip([scenario]);
    // A call of one's own mailbox is nobody's business.
    expect(events.length > 0).toBe(name !== "own-mailbox");
    expect(replayed.events).toEqual(recorded);
    expect(replayed.comparison.differences).toEqual([]);
    expect(replayed.unanswered).toEqual([]);
  });
});

const some = scenarios.filter(({ name }) =>
  ["ivr-queue-answered", "blind-transfer-returned", "attended-transfer-consultation"].includes(name),
);

describe("a capture of a PBX that misbehaves, replayed", () => {
  const faults: FaultName[] = [
    ...(["drop-socket", "lose-events", "sequence-gaps", "duplicate-upserts", "404-race"] as const),
    ...(["late-gets", "attached-data", "unknown-entities", "garbage", "expired-tokens"] as const),
    ...(["failing-xapi", "xapi-garbage", "duplicate-rows", "late-call-log", "no-licence"] as const),
    ...(["xapi-role", "pbx-restart", "phantom-devices"] as const),
  ];
  it.each(faults)("%s", async (fault) => {
    const { replayed } = await roundTrip(some, { faults: [fault] });
    expect(replayed.comparison.differences).toEqual([]);
    expect(replayed.comparison.same).toBeGreaterThan(0);
  });
});

describe("what a capture does not hold", () => {
  it("no secret, token, name or number of the PBX", async () => {
    const { file, progress, events } = await captureOf(scenarios.slice(0, 40));
    const model = createPbxModel({
      ...{ clock: createVirtualClock({ startMs: 0 }), random: createSeededRandom(7) },
    });
    const rows = [...model.collections().Peers, ...model.collections().InboundRules];
    const names = rows.flatMap((row) =>
      [row["Name"], row["RuleName"]].flatMap((name) => (typeof name === "string" ? [name] : [])),
    );
    const numbers = [...new Set(events.map(({ callerNumber }) => callerNumber.replaceAll(/\D/g, "")))];
    const callers = [...new Set(events.map(({ callerName }) => callerName))];
    expect(names.length).toBeGreaterThan(5);
    expect(numbers.length).toBeGreaterThan(5);
    const planted = [secret, "eyJ", "Bearer", ...names, ...numbers, ...callers].filter(
      // Single short words and numbers of the PBX occur by themselves, as names of fields and within others.
      (one) => one === "eyJ" || one === "Bearer" || (one.length > 6 && one !== "Conference"),
    );
    expect(planted.filter((one) => file.includes(one))).toEqual([]);
    expect(progress.names).toBeGreaterThan(5);
  });
});
