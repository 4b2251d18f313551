import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { SimRecording } from "../../../src-main/simulator/model/recordings.ts";
import { createRecordingsFolder } from "../../../src-main/simulator/recordings-folder.ts";
import { createVirtualClock } from "../../../src-main/simulator/virtual-clock.ts";

const startMs = Date.UTC(2026, 0, 30, 15, 27, 48);
const path = "302/[Tampa South]_302-+18139975575_20260130152748(84).wav";

function recordingOf(recordingId: number, extras: Partial<SimRecording> = {}): SimRecording {
  return {
    recordingId,
    path,
    startedAtMs: startMs - 2_000,
    endedAtMs: startMs,
    appearsAtMs: startMs,
    growMs: 0,
    codec: "pcm",
    damage: "none",
    truth: {
      arrivalCallId: 7,
      arrivedAtMs: startMs,
      extension: "302",
      talkedFromMs: startMs - 2_000,
      talkedToMs: startMs,
      number: "",
      internal: false,
    },
    ...extras,
  };
}

function createBench() {
  const folder = mkdtempSync(join(tmpdir(), "recordings-"));
  const clock = createVirtualClock({ startMs });
  const recordings = [recordingOf(1, { path: "101/old.wav" })];
  const files = createRecordingsFolder({ folder, clock, recorded: () => recordings });
  files.start();
  onTestFinished(() => {
    files.stop();
    rmSync(folder, { recursive: true });
  });
  return { folder, clock, recordings, files };
}

describe("recordings folder", () => {
  it("writes a WAV file for each new recording, at its place, under its name, with its time", async () => {
    const { folder, clock, recordings, files } = createBench();
    recordings.push(recordingOf(2));
    await clock.runFor(2_000);
    expect(files.written()).toEqual([path]);
    const wav = readFileSync(join(folder, path));
    expect(wav.toString("latin1", 0, 12)).toMatch(/^RIFF....WAVE$/s);
    expect([wav.readUInt32LE(24), wav.readUInt16LE(22), wav.readUInt16LE(34)]).toEqual([8_000, 1, 16]);
    expect(wav.length).toBe(44 + 2 * 8_000 * 2);
    expect(statSync(join(folder, path)).mtimeMs).toBe(startMs);
  });

  it("is late and slow where that is chosen", async () => {
    const { folder, clock, recordings } = createBench();
    recordings.push(recordingOf(2, { appearsAtMs: startMs + 20_000, growMs: 3_000 }));
    await clock.runFor(19_999);
    expect(existsSync(join(folder, path))).toBe(false);
    await clock.runFor(1);
    const half = readFileSync(join(folder, path)).length;
    await clock.runFor(3_000);
    expect(readFileSync(join(folder, path)).length).toBe(half * 2);
    expect(statSync(join(folder, path)).mtimeMs).toBe(startMs + 23_000);
  });

  it("lets nobody read a locked file for half a minute", async () => {
    const { folder, clock, recordings } = createBench();
    recordings.push(recordingOf(2, { damage: "locked" }));
    const mode = () => statSync(join(folder, path)).mode & 0o777;
    await clock.runFor(30_000);
    expect(mode()).toBe(process.platform === "win32" ? 0o444 : 0);
    await clock.runFor(1_000);
    expect(mode()).toBe(process.platform === "win32" ? 0o666 : 0o644);
  });

  it("never writes outside its folder", async () => {
    const { clock, recordings, files } = createBench();
    const bad = ["../x.wav", "..\\x.wav", "101/..\\..\\x.wav", "101/a/b.wav", "101/", "", "101/\0.wav"];
    bad.forEach((one, index) => recordings.push(recordingOf(10 + index, { path: one })));
    await clock.runFor(5_000);
    expect(files.written()).toEqual([]);
  });

  it("stops", async () => {
    const { clock, recordings, files } = createBench();
    recordings.push(recordingOf(2, { appearsAtMs: startMs + 2_000 }), recordingOf(3, { growMs: 9_000 }));
    await clock.runFor(1_000);
    files.stop();
    await clock.runFor(10_000);
    expect(files.written()).toEqual([path]);
    expect(clock.pending()).toBe(0);
  });
});
