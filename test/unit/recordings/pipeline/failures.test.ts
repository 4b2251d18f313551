import { describe, expect, it } from "vitest";
import type { RecordingLibrary } from "../../../../src-main/recordings/types.ts";
import type { RecordingProblem } from "../../../../src-shared/recordings/recording.ts";
import {
  createWorld,
  failure,
  fileOf,
  good,
  START_MS,
  type Talk,
  type World,
  type WorldOptions,
} from "./world.ts";

const talk: Talk = { n: 1, fromMs: START_MS + 10_000, toMs: START_MS + 70_000 };
const file = fileOf(talk);

/** A talk has just ended and its file is there. */
async function afterATalk(
  prepare: (world: World) => void = () => {},
  options: WorldOptions = {},
): Promise<World> {
  const world = createWorld(options);
  await world.start();
  await world.run(70_000);
  prepare(world);
  world.talk(talk);
  world.complete(file);
  await world.run(4_000);
  return world;
}

async function row(world: World) {
  const { rows } = await world.room.page({});
  return rows.find(({ fileName }) => fileName === file.fileName);
}

describe("a file that cannot be converted", () => {
  const hopeless: RecordingProblem[] = ["empty", "truncated", "damaged", "not-audio"];
  it.each(hopeless)("%s: says so and leaves it alone until it changes", async (problem) => {
    const world = await afterATalk(({ outcomes }) => outcomes.set(file.key, [failure(problem, false), good]));
    expect(await row(world)).toMatchObject({
      state: "failed",
      problem,
      sentence: `It is ${problem}.`,
      tries: 1,
    });
    await world.run(3_600_000);
    expect(world.converted).toHaveLength(1);
    world.complete(file);
    await world.run(5_000);
    expect(world.converted).toHaveLength(1);
    world.complete({ ...file, bytes: file.bytes + 1 });
    await world.run(5_000);
    expect(world.sent).toHaveLength(1);
  });

  const passing: RecordingProblem[] = [
    "locked",
    "no-access",
    "archived",
    "ffmpeg-failed",
    "ffmpeg-stuck",
    "disk-full",
  ];
  it.each(passing)("%s: is tried again and goes out when it heals", async (problem) => {
    const bad = failure(problem, true);
    const world = await afterATalk(({ outcomes }) => outcomes.set(file.key, [bad, bad, good]));
    expect(await row(world)).toMatchObject({ state: "failed", problem });
    expect((await row(world))?.nextTryAtMs).toBeGreaterThan(world.clock.nowMs());
    await world.run(30_000);
    expect(world.sent).toHaveLength(1);
    expect(await row(world)).toMatchObject({ state: "sent", sentence: "", tries: 0 });
    expect((await row(world))?.problem).toBeUndefined();
  });

  it("is not tried for ever", async () => {
    const world = await afterATalk(({ outcomes }) =>
      outcomes.set(file.key, [failure("ffmpeg-failed", true)]),
    );
    await world.run(5 * 86_400_000);
    const tries = world.converted.length;
    expect(tries).toBeLessThanOrEqual(80);
    await world.run(86_400_000);
    expect(world.converted).toHaveLength(tries);
  });

  it("does not hold back its siblings, and follows when it heals", async () => {
    const second = fileOf(talk, 2);
    const world = await afterATalk(({ outcomes }) => {
      outcomes.set(file.key, [failure("locked", true), failure("locked", true), good]);
    });
    world.complete(second);
    await world.run(3_000);
    expect(world.sent).toHaveLength(1);
    expect(world.sent[0]?.files).toEqual([expect.stringMatching(/-1-2\.mp3$/)]);
    await world.run(60_000);
    expect(world.sent.map(({ files }) => files.length)).toEqual([1, 1]);
    expect(world.sent[1]?.files).toEqual([expect.stringMatching(/-1-1\.mp3$/)]);
  });

  it("that the source cannot have is told with its reason until it can", async () => {
    const world = createWorld();
    await world.start();
    await world.run(70_000);
    world.talk(talk);
    const nextTryAtMs = world.clock.nowMs() + 5000;
    const trouble = failure("no-access", true);
    world.source().listener.onNews({ type: "trouble", file, failure: trouble, nextTryAtMs });
    await world.run(1_000);
    expect(await row(world)).toMatchObject({ state: "failed", problem: "no-access", nextTryAtMs });
    world.complete(file);
    await world.run(5_000);
    expect(await row(world)).toMatchObject({ state: "sent" });
  });

  it("that vanishes before its time is told, and goes on when it comes back", async () => {
    const world = createWorld();
    await world.start();
    await world.run(70_000);
    world.complete(file);
    await world.run(1_000);
    world.source().listener.onNews({ type: "gone", key: file.key });
    await world.run(1_000);
    expect(await row(world)).toMatchObject({ state: "failed", problem: "vanished" });
    world.talk(talk);
    world.complete(file);
    await world.run(5_000);
    expect(await row(world)).toMatchObject({ state: "sent" });
  });

  it("that grows on while it is converted is converted anew", async () => {
    const world = createWorld({ convertMs: 3000 });
    await world.start();
    await world.run(70_000);
    world.talk(talk);
    world.complete(file);
    await world.run(1_000);
    world.complete({ ...file, bytes: 32_000 });
    await world.run(10_000);
    expect(world.converted).toHaveLength(2);
    expect(world.sent).toHaveLength(1);
    expect(await row(world)).toMatchObject({ state: "sent", sourceBytes: 32_000 });
  });

  it("that changes after it was sent is converted anew under the same link, and not sent twice", async () => {
    const world = await afterATalk();
    world.complete({ ...file, bytes: 32_000 });
    await world.run(5_000);
    expect(world.converted.map(({ targetPath }) => targetPath)).toEqual([
      world.converted[0]?.targetPath,
      world.converted[0]?.targetPath,
    ]);
    expect(world.sent).toHaveLength(1);
    expect(await row(world)).toMatchObject({ state: "sent" });
  });
});

describe("the surroundings", () => {
  it("without ffmpeg recordings wait, the status says where it was looked for, and they go on by themselves", async () => {
    const missing = failure("ffmpeg-missing", true);
    const world = await afterATalk(({ outcomes }) => outcomes.set(file.key, [missing, missing, good]));
    expect(await row(world)).toMatchObject({ state: "waiting", problem: "ffmpeg-missing" });
    expect(world.room.status()).toMatchObject({
      condition: "no-ffmpeg",
      sentence: "ffmpeg was not found. Calls go on, 1 recording waits.",
      advice: expect.stringContaining("/usr/bin/ffmpeg"),
    });
    await world.run(130_000);
    expect(world.sent).toHaveLength(1);
    expect(world.room.status().condition).toBe("idle");
  });

  it("pauses while the disk is nearly full", async () => {
    const world = await afterATalk((early) => (early.disk.low = true));
    expect(await row(world)).toMatchObject({ state: "waiting" });
    expect(world.room.status()).toMatchObject({ condition: "paused-disk", sentence: "Only little left." });
    world.disk.low = false;
    world.disk.change();
    await world.run(5_000);
    expect(world.sent).toHaveLength(1);
  });

  it("sends nothing while the link does not open, and then everything", async () => {
    const sentence = "The link does not open from this computer (404).";
    const world = await afterATalk((early) => (early.probe = () => ({ ok: false, sentence })));
    expect(world.sent).toEqual([]);
    expect(await row(world)).toMatchObject({ state: "failed", problem: "link-unreachable", sentence });
    expect(world.room.status()).toMatchObject({
      condition: "attention",
      sentence: expect.stringContaining(sentence),
    });
    world.probe = () => ({ ok: true });
    await world.run(30_000);
    expect(world.sent).toHaveLength(1);
    expect(world.converted).toHaveLength(1);
    expect(await row(world)).toMatchObject({ state: "sent", sentence: "" });
  });

  it("goes on where it stopped when the list could not be written for a while", async () => {
    let broken = false;
    const wrapLibrary = (library: RecordingLibrary): RecordingLibrary => ({
      ...library,
      add: (rows) => (broken ? Promise.reject(new Error("The disk is full.")) : library.add(rows)),
      change: (changes) =>
        broken ? Promise.reject(new Error("The disk is full.")) : library.change(changes),
      addLink: (link) => (broken ? Promise.reject(new Error("The disk is full.")) : library.addLink(link)),
    });
    const world = await afterATalk(() => (broken = true), { wrapLibrary });
    await world.run(60_000);
    expect(world.sent).toEqual([]);
    expect(world.log.filter((line) => line.includes("held up"))).toHaveLength(1);
    broken = false;
    await world.run(10_000);
    expect(world.sent).toHaveLength(1);
  });

  it("does nothing while recordings are off, and begins when they are switched on", async () => {
    const world = createWorld({ settings: { source: "off" } });
    await world.start();
    expect(world.room.status()).toMatchObject({ condition: "off", sentence: "Recordings are switched off." });
    await world.run(60_000);
    await world.room.apply({ ...world.settings, source: "folder" }, "UTC");
    await world.run(10_000);
    world.talk(talk);
    world.complete(file);
    await world.run(5_000);
    expect(world.sent).toHaveLength(1);
    await world.room.apply(world.settings, "UTC");
    expect(world.room.status().condition).toBe("off");
  });
});
