import { describe, expect, it } from "vitest";
import { createBackoff } from "../../../src-main/pbx/backoff.ts";
import { createBusy } from "../../../src-main/pbx/busy.ts";
import { createEmitter } from "../../../src-main/pbx/emitter.ts";
import { createEventBuffer } from "../../../src-main/pbx/event-buffer.ts";
import { createLogOnce } from "../../../src-main/pbx/log-once.ts";
import { readPages } from "../../../src-main/pbx/pages.ts";
import { createSequence } from "../../../src-main/pbx/sequence.ts";
import { answer, createFakeApi, createMemoryLog, fail } from "./helpers.ts";

describe("the small parts", () => {
  it("waits grow to the last step, spread by a fifth, and start anew after a success", () => {
    const low = createBackoff([1, 2, 5], () => 0);
    expect([low.nextMs(), low.nextMs(), low.nextMs(), low.nextMs()]).toEqual([800, 1600, 4000, 4000]);
    low.reset();
    expect(low.nextMs()).toBe(800);
    expect(createBackoff([10], () => 1).nextMs()).toBe(12_000);
  });

  it("work is counted down once, also when it throws", async () => {
    const busy = createBusy();
    const failing = busy.run(() => Promise.reject(new Error("no")));
    const idle = busy.idle();
    expect(busy.count()).toBe(1);
    await expect(failing).rejects.toThrow("no");
    await idle;
    expect(busy.count()).toBe(0);
    await busy.idle();
  });

  it("time never runs backwards, and nothing comes after silence", () => {
    let nowMs = 100;
    const seen: number[] = [];
    const clock = { nowMs: () => nowMs, after: () => () => {} };
    const emitter = createEmitter(clock, createMemoryLog(), ({ atMs }) => seen.push(atMs));
    emitter.emit((atMs) => ({ type: "time", atMs }));
    nowMs = 50;
    emitter.emit((atMs) => ({ type: "time", atMs }));
    nowMs = 200;
    expect(emitter.stampMs()).toBe(200);
    emitter.silence();
    emitter.emit((atMs) => ({ type: "time", atMs }));
    expect(seen).toEqual([100, 100]);
  });

  it("time goes with the machine's clock when somebody sets that", () => {
    const time = { wallMs: 1_000_000, steadyMs: 0 };
    const clock = { nowMs: () => time.wallMs, steadyMs: () => time.steadyMs, after: () => () => {} };
    const emitter = createEmitter(clock, createMemoryLog(), () => {});
    const after = (wallMs: number, steadyMs: number) => {
      time.wallMs += wallMs;
      time.steadyMs += steadyMs;
      return emitter.stampMs();
    };
    expect(after(1_000, 1_000)).toBe(1_001_000);
    expect(after(-500, 0)).toBe(1_001_000);
    expect(after(3_600_000, 500)).toBe(4_600_500);
    expect(after(-3_600_000, 500)).toBe(1_000_500);
    expect(after(-900_000, 500)).toBe(100_500);
  });

  it("a listener that throws does not stop the stream, and is named in the log", () => {
    const log = createMemoryLog();
    const clock = { nowMs: () => 1, after: () => () => {} };
    const emitter = createEmitter(clock, log, () => {
      throw new Error("broken listener");
    });
    emitter.emit((atMs) => ({ type: "time", atMs }));
    expect(log.lines).toMatchObject([{ level: "error", fields: { type: "time" } }]);
  });

  it("buffered events are one per leg: the last, in the order of the last ones", () => {
    const buffer = createEventBuffer();
    buffer.add({ type: "upsert", dn: "1", legId: 1, attached: null });
    buffer.add({ type: "upsert", dn: "2", legId: 2, attached: null });
    buffer.add({ type: "other", what: "device" });
    buffer.add({ type: "remove", dn: "1", legId: 1 });
    expect(buffer.drain()).toEqual([
      { type: "upsert", dn: "2", legId: 2, attached: null },
      { type: "remove", dn: "1", legId: 1 },
    ]);
    expect(buffer.drain()).toEqual([]);
  });

  it("the same complaint is logged at its 1st, 10th and 100th time", () => {
    const log = createMemoryLog();
    const once = createLogOnce(log);
    for (let time = 0; time < 120; time++) once.note("kind", "Something is odd.", "x".repeat(1000));
    once.note("other", "Something else is odd.");
    expect(log.lines.map(({ fields }) => fields.count)).toEqual([1, 10, 100, 1]);
    expect(log.lines[0]?.fields.sample).toBe(`${"x".repeat(200)}…`);
    once.note("whole", "It fits.", "x".repeat(200));
    expect(log.lines.at(-1)?.fields.sample).toBe("x".repeat(200));
    expect(once.count("kind")).toBe(120);
    expect(once.count("never")).toBe(0);
  });

  it("a gap in the numbers is seen, a new start is none", () => {
    const sequence = createSequence();
    const skips = [7, 8, 10, 10, 3, 4, undefined, 5, 9].map((number) => sequence.skips(number));
    expect(skips).toEqual([false, false, true, false, false, false, false, false, true]);
    sequence.restart();
    expect(sequence.skips(100)).toBe(false);
  });

  it("pages are read until one is not full, and never without end", async () => {
    const full = answer({ value: Array.from({ length: 100 }, (_, index) => index) });
    const short = createFakeApi((path) => (path.includes("skip=200") ? answer({ value: [1] }) : full));
    expect(await readPages(short.api, "/p", 20)).toMatchObject({ ok: true, rows: { length: 201 } });
    expect(short.asked).toEqual(["/p?$top=100&$skip=0", "/p?$top=100&$skip=100", "/p?$top=100&$skip=200"]);
    const endless = createFakeApi(() => full);
    expect(await readPages(endless.api, "/p?$expand=X", 3)).toMatchObject({ rows: { length: 300 } });
    expect(endless.asked.at(-1)).toBe("/p?$expand=X&$top=100&$skip=200");
  });

  it("one page that fails spoils the collection", async () => {
    const { api } = createFakeApi((path) =>
      path.includes("skip=0")
        ? answer({ value: Array.from({ length: 100 }, () => ({})) })
        : fail("server-error", 504),
    );
    expect(await readPages(api, "/p", 20)).toMatchObject({ ok: false, kind: "server-error" });
    const odd = createFakeApi(() => answer({ value: "none" }));
    expect(await readPages(odd.api, "/p", 20)).toMatchObject({ ok: false, kind: "not-3cx" });
  });
});
