import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { createPbxWorld } from "./pbx-world.ts";
import { startMs, wav } from "./helpers.ts";

const minuteMs = 60_000;

async function createStarted(sides: Parameters<typeof createPbxWorld>[0] = {}) {
  const world = await createPbxWorld(sides);
  await world.start();
  return world;
}

describe("the PBX's list", () => {
  it("says who talked with whom, and when", async () => {
    const { put, start, memory } = await createPbxWorld();
    put(84);
    put(85, {
      CallType: "OutboundExternal",
      FromDn: "101",
      FromCallerNumber: "101",
      ToDn: "10000",
      RecordingUrl: null,
    });
    await start();
    expect(memory.news).toMatchObject([
      {
        type: "complete",
        file: {
          ...{ key: "pbx:84", recordingId: 84, bytes: 0, extension: "101", from: "+18139975575", to: "101" },
          ...{ fileName: "[Tampa South]_+18139975575-101_20260130155959(84).wav", nameNumber: 84 },
          ...{
            displayName: "Tampa South",
            startedAtMs: startMs - 1000,
            endedAtMs: startMs,
            modifiedAtMs: startMs,
          },
        },
      },
      { file: { key: "pbx:85", fileName: "85.wav", extension: "101", displayName: "Alice" } },
    ]);
  });

  it("is asked seldom, and for half a day every few minutes", async () => {
    const { asked, pass } = await createStarted();
    await pass(11 * minuteMs - 1);
    const spans = asked.map(([fromS]) => Math.round(fromS / 3600));
    expect(spans).toEqual([-12, -1, -1, -1, -1, -12, -1, -1, -1, -1, -12]);
  });

  it("is asked 5, 15, 30, 60 and 180 s after a call, from the call's begin on", async () => {
    const { asked, clock, source, pass } = await createStarted();
    const times: number[] = [];
    asked.length = 0;
    source().soon?.(clock.nowMs() - 2 * 3_600_000);
    for (let second = 0; second < 200; second += 1) {
      await pass(1000);
      if (asked.some(([fromS]) => fromS < -7000 && fromS > -8000)) times.push(second + 1);
      asked.length = 0;
    }
    expect(times).toEqual([5, 15, 30, 60, 120, 180]);
  });

  it("is asked once for many calls that end together, never twice in five seconds", async () => {
    const { asked, source, pass } = await createStarted();
    asked.length = 0;
    for (let n = 0; n < 100; n += 1) {
      source().soon?.();
      await pass(500);
    }
    expect(asked.length).toBeLessThanOrEqual(10);
  });

  it("shows rows that come late", async () => {
    const { put, clock, source, pass, memory } = await createStarted();
    const endedAtMs = clock.nowMs();
    source().soon?.(endedAtMs - 2 * 3_600_000);
    await pass(100_000);
    const at = (ms: number) => new Date(ms).toISOString();
    put(9, { StartTime: at(endedAtMs - 2 * 3_600_000), EndTime: at(endedAtMs) });
    await pass(90_000);
    expect(memory.told()).toEqual(["complete pbx:9"]);
  });

  it("is told of older recordings only when asked for", async () => {
    const { put, start, source, pass, memory, asked } = await createPbxWorld();
    put(1, { StartTime: "2024-05-01T08:00:00Z", EndTime: "2024-05-01T08:01:00Z" });
    put(2, { StartTime: "2026-01-30T15:00:00Z", EndTime: "2026-01-30T15:01:00Z" });
    put(3, { StartTime: "2026-01-30T15:00:00Z", EndTime: "2026-01-30T16:00:01Z" });
    await start();
    expect(memory.told()).toEqual(["complete pbx:3"]);
    void source().rescan({ all: true });
    await pass(100);
    expect(memory.told()).toEqual(["complete pbx:3", "complete pbx:1", "complete pbx:2"]);
    expect(asked).toHaveLength(2);
  });

  it("is read to its end, however long", async () => {
    const { put, start, memory } = await createPbxWorld();
    for (let n = 0; n < 2500; n += 1) put(n, {}, 5000 - n);
    await start();
    expect(memory.told()).toHaveLength(2500);
    expect(new Set(memory.told()).size).toBe(2500);
  });

  it("is caught up with after a restart, from where the one before was", async () => {
    const { put, restart, asked, note, clock, memory, source, pass } = await createStarted();
    expect(note()).toBe(String(startMs));
    await source().stop();
    put(7);
    await clock.runFor(30 * 86_400_000);
    asked.length = 0;
    await restart();
    expect(asked[0]?.[0]).toBe(-30.5 * 86_400);
    expect(memory.told()).toEqual(["complete pbx:7"]);
    expect(Number(note())).toBe(clock.nowMs());
    await pass(0);
  });

  it("fails, and is asked again ever more seldom", async () => {
    const { simulator, source, clock, pass, memory, put } = await createPbxWorld();
    // The third failure is a cut connection, which is asked again at once.
    simulator.setFaults(["failing-recordings"]);
    put(1);
    const times: number[] = [];
    void source().start();
    for (let second = 0; second < 60; second += 1) {
      await pass(second === 0 ? 0 : 1000);
      if (memory.conditions.length > times.length) times.push((clock.nowMs() - startMs) / 1000);
    }
    expect(times).toEqual([0, 5, 20]);
    expect(memory.conditions.map(({ state }) => state)).toEqual(["trouble", "trouble", "watching"]);
    expect(memory.told()).toEqual(["complete pbx:1"]);
  });

  it("is refused to a client with too low a role, who reads what to do", async () => {
    const { simulator, source, start, pass, asked } = await createPbxWorld();
    simulator.setFaults(["xapi-role"]);
    await start();
    expect(source().condition()).toMatchObject({
      ...{
        state: "trouble",
        sentence: "The list of recordings may not be read with this client (status 403).",
      },
      advice: expect.stringContaining("System Owner"),
    });
    await pass(9 * minuteMs);
    expect(asked).toHaveLength(1);
  });
});

describe("recordings in the PBX's archive", () => {
  it("are trouble, and asked for more and more seldom", async () => {
    const { put, start, pass, memory, shown } = await createPbxWorld({ archived: "kept-away" });
    put(1);
    await start();
    const tries = () =>
      memory.news.map((each) => each.type === "trouble" && (each.nextTryAtMs ?? 0) - startMs);
    await pass(2 * 3_600_000);
    expect(memory.told()[0]).toBe("trouble pbx:1");
    expect(memory.news[0]).toMatchObject({ failure: { problem: "archived", again: true } });
    expect(tries()).toEqual([10 * minuteMs, 70 * minuteMs, 430 * minuteMs]);
    Object.assign(shown, { archived: "none" });
    await pass(6 * minuteMs);
    expect(memory.told().at(-1)).toBe("complete pbx:1");
    await pass(12 * 3_600_000);
    expect(memory.told()).toHaveLength(4);
  });

  it("are told like others where the PBX hands them out all the same", async () => {
    const { put, start, pass, memory, open } = await createPbxWorld({ archived: "handed-out" });
    put(1);
    await start();
    await pass(1000);
    expect(memory.told()).toEqual(["complete pbx:1"]);
    expect(await open("pbx:1")).toMatchObject({ ok: true });
  });
});

describe("downloads", () => {
  it("bring the whole file, which is deleted when it is let go", async () => {
    const { put, start, open, incoming } = await createPbxWorld();
    put(1);
    await start();
    const [first, second] = [await open("pbx:1"), await open("pbx:1")];
    if (!first.ok || !second.ok) throw new Error("not opened");
    expect(readFileSync(first.path).equals(wav(1000))).toBe(true);
    if (process.platform !== "win32") {
      const modes = [first.path, dirname(first.path)].map((path) =>
        (statSync(path).mode & 0o777).toString(8),
      );
      expect(modes, "nobody else may listen").toEqual(["600", "700"]);
    }
    expect(incoming()).toEqual(["1-1.wav", "1-2.wav"]);
    await first.release();
    await first.release();
    await second.release();
    expect(incoming()).toEqual([]);
  });

  it.each([true, false])("survive connections that break off, ranges: %s", async (ranges) => {
    const { put, start, open, simulator, incoming } = await createPbxWorld({ ranges });
    for (const id of [1, 2, 3]) put(id, {}, 20_000);
    await start();
    simulator.setFaults(["cut-downloads"]);
    for (const id of [1, 2, 3]) {
      const opened = await open(`pbx:${id}`);
      if (!opened.ok) throw new Error(opened.sentence);
      expect(readFileSync(opened.path).equals(wav(20_000))).toBe(true);
      await opened.release();
    }
    expect(incoming()).toEqual([]);
  });

  it("are slow without harm, two at a time", async () => {
    const { put, start, open, simulator, source } = await createPbxWorld();
    for (const id of [1, 2, 3, 4]) put(id);
    await start();
    simulator.setFaults(["slow-downloads"]);
    const before = simulator.stats().requests;
    const never = new AbortController().signal;
    const others = [2, 3, 4].map((id) => source().open(`pbx:${id}`, never));
    const first = await open("pbx:1");
    expect(simulator.stats().requests - before).toBeLessThanOrEqual(4);
    expect(first.ok && readFileSync(first.path).equals(wav(1000))).toBe(true);
    for (const opened of await Promise.all(others)) expect(opened.ok).toBe(true);
  });

  it("fail in words after three tries", async () => {
    const { put, start, open, simulator, incoming } = await createPbxWorld();
    put(1, {}, 20_000);
    await start();
    simulator.setFaults(["failing-xapi"]);
    expect(await open("pbx:1")).toMatchObject({ ok: false, problem: "download-failed", again: true });
    expect(incoming()).toEqual([]);
  });

  it("end when they are not wanted any more", async () => {
    const { put, start, simulator, source, pass } = await createPbxWorld();
    put(1, {}, 20_000);
    await start();
    simulator.setFaults(["slow-downloads"]);
    const abort = new AbortController();
    const opening = source().open("pbx:1", abort.signal);
    await pass(3000);
    abort.abort();
    expect(await opening).toMatchObject({ ok: false, problem: "download-failed", again: true });
    simulator.setFaults([]);
    const again = source().open("pbx:1", new AbortController().signal);
    await pass(1000);
    const opened = await again;
    expect(opened.ok && readFileSync(opened.path).equals(wav(20_000))).toBe(true);
  });

  it("wait for a file that is listed before it is there", async () => {
    const { put, start, open, pass, memory } = await createPbxWorld({ fileDelayS: 20 });
    put(1);
    await start();
    expect(memory.told()).toEqual(["complete pbx:1"]);
    expect(await open("pbx:1")).toMatchObject({ ok: false, problem: "vanished", again: true });
    await pass(21_000);
    expect(await open("pbx:1")).toMatchObject({ ok: true });
  });

  it("leave nothing of an earlier run, and touch nothing else", async () => {
    const { folder, start, incoming } = await createPbxWorld();
    mkdirSync(folder, { recursive: true });
    for (const name of ["12.part", "12-3.wav", "notes.txt", "x.part"]) writeFileSync(join(folder, name), "x");
    await start();
    expect(incoming()).toEqual(["notes.txt", "x.part"]);
  });

  it.each(["folder:101/x.wav", "pbx:", "pbx:-1", "pbx:1/../2", "pbx:1e3"])("%j is no key", async (key) => {
    const { open } = await createStarted();
    expect(await open(key)).toMatchObject({ ok: false, problem: "vanished", again: false });
  });
});
