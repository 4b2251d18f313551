import { describe, expect, it } from "vitest";
import { createEventFaults, type Frame } from "../../../src-main/simulator/faults/event-faults.ts";
import type { FaultName } from "../../../src-main/simulator/faults/fault-name.ts";
import type { SimChange } from "../../../src-main/simulator/model/types.ts";
import { createSeededRandom } from "../../../src-main/simulator/seeded-random.ts";
import { leg } from "./fake-model.ts";

const upsert: SimChange = { kind: "upsert", dn: "101", participantId: 8106 };
const remove: SimChange = { kind: "remove", dn: "101", participantId: 8106 };

/** The frames for two hundred upserts and removes in turn. */
function framesWith(...faults: FaultName[]): Frame[] {
  const { framesFor } = createEventFaults({
    has: (fault) => faults.includes(fault),
    random: createSeededRandom(7),
    findLeg: (dn, id) => (id === 8106 ? leg({ dn, id }) : undefined),
  });
  let sequence = 0;
  const next = () => (sequence += 1);
  return Array.from({ length: 200 }, (_, index) => framesFor(index % 2 === 0 ? upsert : remove, next)).flat();
}

function parsed(frames: readonly Frame[]) {
  return frames.map((frame) => {
    const { sequence, event } = JSON.parse(String(frame)) as {
      sequence: number;
      event: { event_type: number; entity: string; attached_data: unknown };
    };
    return { sequence, ...event };
  });
}

const kinds = (frames: readonly Frame[]) => parsed(frames).map((frame) => frame.event_type);
const sequences = (frames: readonly Frame[]) => parsed(frames).map((frame) => frame.sequence);
const counted = (length: number) => Array.from({ length }, (_, index) => index + 1);

describe("events on their way", () => {
  it("are sent as they are without a fault", () => {
    const frames = framesWith();
    expect(kinds(frames)).toEqual(counted(200).map((n) => (n % 2 === 1 ? 0 : 1)));
    expect(sequences(frames)).toEqual(counted(200));
  });

  it("lose-events loses some and their numbers", () => {
    const frames = framesWith("lose-events");
    expect(frames.length).toBeGreaterThan(140);
    expect(frames.length).toBeLessThan(190);
    expect(sequences(frames).at(-1)).toBeGreaterThan(frames.length);
  });

  it("sequence-gaps skips numbers and loses nothing", () => {
    const frames = framesWith("sequence-gaps");
    expect(frames).toHaveLength(200);
    const numbers = sequences(frames);
    expect(numbers.at(-1)).toBeGreaterThan(200);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  });

  it("duplicate-upserts repeats upserts only, with numbers of their own", () => {
    const frames = framesWith("duplicate-upserts");
    expect(sequences(frames)).toEqual(counted(frames.length));
    expect(kinds(frames).filter((kind) => kind === 1)).toHaveLength(100);
    expect(kinds(frames).filter((kind) => kind === 0).length).toBeGreaterThan(140);
  });

  it("404-race tells of legs that never were and of legs that are gone", () => {
    const frames = parsed(framesWith("404-race"));
    expect(frames.filter((frame) => frame.entity.endsWith("/908106")).length).toBeGreaterThan(10);
    const upserts = frames.filter((frame) => frame.event_type === 0 && frame.entity.endsWith("/8106"));
    expect(upserts.length).toBeGreaterThan(120);
  });

  it("attached-data brings the leg along, in both spellings", () => {
    const frames = framesWith("attached-data").map((frame) => JSON.parse(String(frame)) as object);
    expect(frames[0]).toEqual({
      Sequence: 1,
      Event: { EventType: 0, Entity: "/callcontrol/101/participants/8106", AttachedData: leg() },
    });
    expect(frames[1]).toEqual({
      sequence: 2,
      event: { event_type: 1, entity: "/callcontrol/101/participants/8106", attached_data: null },
    });
  });

  it("unknown-entities adds well-formed events about other things", () => {
    const frames = parsed(framesWith("unknown-entities"));
    expect(frames.length).toBeGreaterThan(240);
    expect(frames.some((frame) => frame.event_type === 2)).toBe(true);
    expect(frames.some((frame) => frame.event_type > 4)).toBe(true);
    expect(frames.some((frame) => frame.entity.includes("/devices/"))).toBe(true);
  });

  it("garbage adds damaged frames, now and then a huge one, and leaves the good ones", () => {
    const frames = framesWith("garbage");
    const lengths = frames.map((frame) => Buffer.byteLength(frame));
    expect(Math.max(...lengths)).toBeGreaterThan(10_000_000);
    expect(lengths.filter((length) => length > 1_000_000).length).toBeLessThan(5);
    const good = frames.filter((frame) =>
      /^\{"sequence":\d+,"event":\{"event_type":[01],"entity":"\/callcontrol\/101\/participants\/8106","attached_data":null\}\}$/.test(
        String(frame).slice(0, 200),
      ),
    );
    expect(good).toHaveLength(200);
  });
});
