/** What windows are told: each change once, in numbered events, and nothing while nobody looks. */
import { describe, expect, it } from "vitest";
import { createMonitorSource } from "../../../src-main/monitor/source.ts";
import { createVirtualClock } from "../../../src-main/simulator/virtual-clock.ts";
import type { EndpointView, Snapshot } from "../../../src-shared/contract/snapshot.ts";
import { snapshotSchema } from "../../../src-shared/contract/snapshot.ts";
import { emptySnapshot, endpointNamed } from "./snapshots.ts";

function opened() {
  const clock = createVirtualClock({ startMs: Date.UTC(2026, 10, 22, 9) });
  let looks = 0;
  let state: Snapshot = emptySnapshot();
  const source = createMonitorSource(clock, () => {
    looks += 1;
    return state;
  });
  const told: { seq: number; event: string; data: unknown }[] = [];
  return {
    clock,
    source,
    told,
    looks: () => looks,
    listen: () => source.subscribe((event) => told.push(event)),
    set: (part: Partial<Snapshot>) => {
      state = { ...state, ...part };
    },
  };
}

const today = { dayStartMs: 0, timezone: "UTC", incoming: 1, outgoing: 0, missed: 0 };
const endpoints = (...names: string[]): EndpointView[] => names.map((name) => endpointNamed(name));

describe("the source of a monitor's events", () => {
  it("starts from a snapshot that fits the contract", () => {
    expect(snapshotSchema.safeParse(emptySnapshot()).error).toBeUndefined();
  });

  it("tells a part once when it has changed, within a second, or sooner when asked", async () => {
    const { clock, listen, set, told, source } = opened();
    listen();
    set({ today });
    await clock.runFor(1000);
    expect(told).toEqual([{ seq: 1, event: "today", data: today }]);
    await clock.runFor(5000);
    expect(told).toHaveLength(1);
    set({ today: { ...today, incoming: 2 } });
    source.soon();
    await clock.runFor(100);
    expect(told[1]).toEqual({ seq: 2, event: "today", data: { ...today, incoming: 2 } });
  });

  it("tells of endpoints those that changed, and the order when one came or went", async () => {
    const { clock, listen, set, told } = opened();
    set({ endpoints: endpoints("crm", "desk") });
    listen();
    const [crm, desk] = endpoints("crm", "desk");
    if (crm === undefined || desk === undefined) throw new Error("unreachable");
    const failing = { ...desk, state: "failing" as const };
    set({ endpoints: [crm, failing] });
    await clock.runFor(1000);
    expect(told).toEqual([{ seq: 1, event: "endpoints", data: { changed: [failing] } }]);
    set({ endpoints: [failing] });
    await clock.runFor(1000);
    expect(told[1]).toEqual({ seq: 2, event: "endpoints", data: { changed: [], order: ["desk"] } });
  });

  it("does not look while nobody watches, and numbers go on where they were", async () => {
    const { clock, listen, set, told, looks, source } = opened();
    source.tell("today", today);
    await clock.runFor(10_000);
    expect(looks()).toBe(0);
    expect(source.seq()).toBe(0);
    const leave = listen();
    source.tell("today", today);
    leave();
    const before = looks();
    set({ today });
    source.soon();
    await clock.runFor(10_000);
    expect(looks()).toBe(before);
    listen();
    await clock.runFor(10_000);
    // What changed while nobody watched is in the snapshot.
    expect(told.map(({ seq }) => seq)).toEqual([1]);
    expect(source.seq()).toBe(1);
  });
});
