import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createCaptureDesk } from "../../../src-main/capture/create-desk.ts";
import { createCapture } from "../../../src-main/capture/create-capture.ts";
import { openFileSink } from "../../../src-main/capture/file-sink.ts";
import type { CaptureOptions } from "../../../src-main/capture/types.ts";
import { createVirtualClock } from "../../../src-main/simulator/virtual-clock.ts";
import { readCapture } from "../../../src-shared/capture/capture-file.ts";
import { summaryOf } from "../../../src-shared/capture/summary.ts";

const header: CaptureOptions["header"] = {
  ...{ program: "1.2.3", openCalls: 0, sources: {} },
  settings: { internalCalls: false, numbers: "digits", activeCallsPollS: 1 },
};

function setUp(more: Partial<CaptureOptions> = {}) {
  const clock = createVirtualClock({ startMs: 1_000 });
  const lines: string[] = [];
  let failure: string | undefined;
  const capture = createCapture({
    ...{ clock, header, key: new Uint8Array(32), forMs: 60_000 },
    sink: { write: (line) => lines.push(line), failure: () => failure, close: async () => {} },
    ...more,
  });
  const read = () => {
    const file = readCapture(lines.join(""));
    if (!file.ok) throw new Error(file.sentence);
    return file.capture;
  };
  return { clock, capture, lines, read, breakDisk: () => (failure = "The disk is full.") };
}

describe("a capture", () => {
  it("pairs questions and answers, and holds messages, breaks and what the engine made", async () => {
    const { capture, read, clock } = setUp();
    const answered = capture.tap.asked("GET", "/callcontrol/150/participants/1");
    await clock.runFor(250);
    answered({ status: 200, json: { id: 1, status: "Ringing" } });
    capture.tap.asked("POST", "/connect/token")({ status: 200 });
    capture.tap.message('{"sequence":1,"event":{"event_type":0,"entity":"/callcontrol/150/participants/1"}}');
    capture.tap.message("<html>");
    capture.tap.socket({ state: "closed", failure: "connection-lost" });
    await capture.stop();
    const kinds = read().lines.map(({ atMs, kind, source }) => `${atMs} ${source} ${kind}`);
    expect(kinds).toEqual([
      ...["0 call-control question", "250 call-control answer", "250 token question", "250 token answer"],
      ...["250 socket event", "250 socket event", "250 socket socket", "250 program end"],
    ]);
    expect(read().damaged).toBe(0);
  });

  it("ends by itself after its time, and takes nothing more", async () => {
    const { capture, clock, lines, read } = setUp();
    await clock.runFor(60_000);
    const before = lines.length;
    capture.tap.message("{}");
    capture.tap.odd("late", "Too late.", undefined);
    expect(lines).toHaveLength(before);
    expect(summaryOf(read()).reason).toBe("time");
    expect(capture.progress()).toMatchObject({ reason: "time", endedAtMs: 61_000 });
  });

  it("ends at its size", () => {
    const { capture, lines } = setUp({ largestBytes: 2_000 });
    for (let n = 0; n < 100; n++) capture.tap.message(`{"n":${n}}`);
    expect(capture.progress().reason).toBe("size");
    expect(lines.join("").length).toBeLessThan(2_300);
  });

  it("ends with the disk, quietly", () => {
    const { capture, breakDisk } = setUp();
    breakDisk();
    capture.tap.message("{}");
    expect(capture.isOver()).toBe(true);
    expect(capture.progress()).toMatchObject({ reason: "disk", trouble: "The disk is full." });
  });

  it("counts what was odd, with the first example and without its names", async () => {
    const { capture, read } = setUp();
    for (let n = 0; n < 150; n++)
      capture.tap.odd("envelope", "It cannot be understood.", '{"name":"Anna Berg"}');
    capture.tap.odd("envelope-2", "Nor this.", "no JSON, Anna Berg");
    await capture.stop();
    const { unexpected } = summaryOf(read());
    expect(unexpected.map(({ code, count }) => `${code} ${count}`)).toEqual(["envelope 100", "envelope-2 1"]);
    expect(capture.progress().unexpected[0]?.count).toBe(150);
    expect(JSON.stringify(read())).not.toContain("Anna");
  });
});

describe("reading a capture", () => {
  it.each([
    ["", /first line is not the header/],
    ["hello\nworld", /first line is not the header/],
    ['{"format":"3cx-webhook-capture","version":2}', /version 2; this program reads version 1/],
  ])("refuses %j", (text, sentence) => {
    const read = readCapture(text);
    expect(read.ok ? "" : read.sentence).toMatch(sentence);
  });

  it("leaves out what was cut off", async () => {
    const { capture, lines } = setUp();
    capture.tap.message("{}");
    capture.tap.message("{}");
    const read = readCapture(lines.join("").slice(0, -5));
    expect(read.ok && [read.capture.lines.length, read.capture.damaged]).toEqual([1, 1]);
  });
});

describe("on disk", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "capture-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("a file is only its owner's, and one that is there stays as it is", async () => {
    const path = join(folder, "a.jsonl");
    const opened = await openFileSink(path);
    if (!opened.ok) throw new Error(opened.sentence);
    opened.sink.write("one\n");
    await opened.sink.close();
    expect(await readFile(path, "utf8")).toBe("one\n");
    if (process.platform !== "win32") expect((await stat(path)).mode & 0o777).toBe(0o600);
    const again = await openFileSink(path);
    expect(again.ok ? "" : again.sentence).toMatch(/is there already/);
  });

  it("a folder that cannot be is said", async () => {
    await writeFile(join(folder, "file"), "");
    const opened = await openFileSink(join(folder, "file", "a.jsonl"));
    expect(opened.ok ? "" : opened.sentence).toMatch(/cannot be written/);
  });

  it("the desk makes one at a time, and listens to nobody between them", async () => {
    let asked = 0;
    const desk = createCaptureDesk({
      ...{ clock: createVirtualClock({ startMs: Date.UTC(2026, 0, 5) }), dataFolder: folder },
      randomBytes: (count) => new Uint8Array(count),
      header: () => header,
      onStart: () => (asked += 1),
    });
    expect([desk.tap(), desk.view().state]).toEqual([undefined, "none"]);
    expect(await desk.start(5)).toMatchObject({ ok: true, view: { state: "running" } });
    expect(asked).toBe(1);
    expect(await desk.start(5)).toMatchObject({ ok: false, sentence: expect.stringMatching(/runs already/) });
    desk.tap()?.message("{}");
    const view = await desk.stop();
    expect(view).toMatchObject({ state: "over", reason: "asked", messages: 1 });
    expect(desk.tap()).toBeUndefined();
    const read = readCapture(await readFile(view.path, "utf8"));
    expect(read.ok && summaryOf(read.capture).reason).toBe("asked");
  });
});
