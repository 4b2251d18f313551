import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createRecordingsFolder } from "../../../src-main/simulator/recordings-folder.ts";
import { createVirtualClock } from "../../../src-main/simulator/virtual-clock.ts";

function row(id: number, url: unknown) {
  return { Id: id, StartTime: "2026-01-30T15:27:48Z", EndTime: "2026-01-30T15:27:50Z", RecordingUrl: url };
}

function createBench(options: { delayMs?: number; growMs?: number } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "recordings-"));
  const clock = createVirtualClock({ startMs: 0 });
  const rows = [row(1, "101/old.wav")];
  const files = createRecordingsFolder({ folder, clock, recordings: () => rows, ...options });
  files.start();
  onTestFinished(() => {
    files.stop();
    rmSync(folder, { recursive: true });
  });
  return { folder, clock, rows, files };
}

const url = "302/%5BTampa%20South%5D_302-%2B18139975575_20260130152748(84).wav";
const path = "302/[Tampa South]_302-+18139975575_20260130152748(84).wav";

describe("recordings folder", () => {
  it("writes a WAV file for each new row, at its place and under its name", async () => {
    const { folder, clock, rows, files } = createBench();
    rows.push(row(2, url));
    await clock.runFor(2_000);
    expect(files.written()).toEqual([path]);
    const wav = readFileSync(join(folder, path));
    expect(wav.toString("latin1", 0, 12)).toMatch(/^RIFF....WAVE$/s);
    expect([wav.readUInt32LE(24), wav.readUInt16LE(22), wav.readUInt16LE(34)]).toEqual([8_000, 1, 16]);
    expect(wav.length).toBe(44 + 2 * 8_000 * 2);
  });

  it("is late and slow where that is chosen", async () => {
    const { folder, clock, rows } = createBench({ delayMs: 20_000, growMs: 3_000 });
    rows.push(row(2, url));
    await clock.runFor(20_999);
    expect(existsSync(join(folder, path))).toBe(false);
    await clock.runFor(1);
    const half = readFileSync(join(folder, path)).length;
    await clock.runFor(3_000);
    expect(readFileSync(join(folder, path)).length).toBe(half * 2);
  });

  it("never writes outside its folder", async () => {
    const { clock, rows, files } = createBench();
    const bad = ["../x.wav", "..%2Fx.wav", "101/..%2F..%2Fx.wav", "101/a/b.wav", "101/", "", null, "101/%zz"];
    bad.forEach((one, index) => rows.push(row(10 + index, one)));
    await clock.runFor(5_000);
    expect(files.written()).toEqual([]);
  });

  it("stops", async () => {
    const { clock, rows, files } = createBench({ delayMs: 1_000 });
    rows.push(row(2, url));
    await clock.runFor(1_000);
    files.stop();
    await clock.runFor(10_000);
    expect(files.written()).toEqual([]);
    expect(clock.pending()).toBe(0);
  });
});
