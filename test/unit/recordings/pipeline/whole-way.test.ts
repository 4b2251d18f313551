import { describe, expect, it } from "vitest";
import type { RecordingRow } from "../../../../src-shared/recordings/recording.ts";
import { linkId } from "../../../../src-shared/telephony/call-event.ts";
import { createWorld, fileOf, START_MS, type Talk } from "./world.ts";

const talk: Talk = { n: 1, fromMs: START_MS + 10_000, toMs: START_MS + 70_000 };

describe("a recording's way", () => {
  it("leads from the file of a call that has ended to one event with its link", async () => {
    const world = createWorld();
    await world.start();
    await world.run(70_000);
    const link = world.talk(talk);
    world.complete(fileOf(talk));
    await world.run(5_000);
    expect(world.sent).toEqual([
      expect.objectContaining({
        type: "recording",
        ...link,
        files: [`https://host/${link.chainId}-1-1.mp3`],
        ended: expect.objectContaining({ type: "ended", ...link }),
      }),
    ]);
    const { rows } = await world.room.page({});
    expect(rows).toMatchObject([
      { state: "sent", evidence: "callid", mp3Name: `${link.chainId}-1-1.mp3`, sentence: "" },
    ]);
    expect(world.room.status()).toMatchObject({ condition: "idle", counts: { sent: 1 }, mp3Bytes: 1000 });
    expect(world.room.busy()).toBe(0);
  });

  it("goes out settle_s after the last byte, not after the conversion", async () => {
    const world = createWorld();
    await world.start();
    await world.run(70_000);
    world.talk(talk);
    await world.run(1_000);
    world.complete(fileOf(talk));
    await world.run(900);
    expect(world.sent).toEqual([]);
    await world.run(150);
    expect(world.sent).toHaveLength(1);
  });

  it("sends all files of a link at once, in order of time, and what comes later alone", async () => {
    const world = createWorld();
    await world.start();
    await world.run(70_000);
    const { chainId } = world.talk(talk);
    world.complete(fileOf(talk, 2));
    world.complete(fileOf(talk, 1));
    await world.run(5_000);
    world.complete(fileOf(talk, 3));
    await world.run(5_000);
    expect(world.sent.map(({ files }) => files)).toEqual([
      [1, 2].map((k) => `https://host/${chainId}-1-${k}.mp3`),
      [`https://host/${chainId}-1-3.mp3`],
    ]);
    const rows = await world.library.ofLink(chainId, 1);
    expect(rows.map(({ fileName, mp3Name }) => [fileName, mp3Name])).toEqual(
      expect.arrayContaining([1, 2, 3].map((k) => [fileOf(talk, k).fileName, `${chainId}-1-${k}.mp3`])),
    );
  });

  it("tells windows at once what the nightly deletion has taken", async () => {
    const world = createWorld();
    await world.start();
    await world.run(70_000);
    world.talk(talk);
    world.complete(fileOf(talk));
    await world.run(5_000);
    const [row] = await world.library.ofChain(world.sent[0]?.chainId ?? "");
    if (row === undefined) throw new Error("There is no recording.");
    const told: RecordingRow[] = [];
    world.room.onChange((rows) => void told.push(...rows));
    world.purgeNews?.onGone([{ ...row, state: "purged", purgedAtMs: world.clock.nowMs() }]);
    await world.run(1_000);
    expect(told).toMatchObject([{ id: row.id, state: "purged" }]);
    // What only the list itself needs stays there.
    expect(told[0]).not.toHaveProperty("sendKey");
  });

  it("waits for the end of a call that goes on", async () => {
    const world = createWorld();
    await world.start();
    await world.run(20_000);
    world.begin(talk);
    world.complete(fileOf({ ...talk, toMs: START_MS + 20_000 }));
    await world.run(40_000);
    expect(await world.states()).toEqual({ [fileOf(talk).fileName]: "matching" });
    expect(world.sent).toEqual([]);
    world.talk(talk);
    await world.run(15_000);
    expect(world.sent).toHaveLength(1);
  });

  it("waits for an ended call that is told after its file, and asks the call log meanwhile", async () => {
    const world = createWorld();
    await world.start();
    await world.run(70_000);
    world.complete(fileOf(talk));
    await world.run(90_000);
    expect(world.questions.length).toBeGreaterThan(0);
    world.talk(talk);
    await world.run(5_000);
    expect(world.sent).toHaveLength(1);
  });

  it("says what was looked for when no call fits, and takes it up when one is told after all", async () => {
    const world = createWorld();
    await world.start();
    await world.run(70_000);
    world.complete(fileOf(talk));
    await world.run(11 * 60_000);
    const { rows } = await world.room.page({ states: ["unmatched"] });
    expect(rows).toMatchObject([{ sentence: expect.stringContaining("No call fits") }]);
    world.talk(talk);
    await world.run(5_000);
    expect(world.sent).toHaveLength(1);
  });

  it("sends what fits no call with an empty id, only when a user asks", async () => {
    const world = createWorld();
    await world.start();
    await world.run(70_000);
    world.complete(fileOf(talk));
    await world.run(11 * 60_000);
    expect(world.sent).toEqual([]);
    const { rows } = await world.room.page({});
    expect(await world.room.sendWithoutId(rows[0]?.id ?? 0)).toBe(true);
    await world.run(5_000);
    expect(world.sent).toMatchObject([{ chainId: "", files: ["https://host/recording-1.mp3"] }]);
    expect(world.sent.map(linkId)).toEqual([""]);
    expect(await world.room.sendWithoutId(rows[0]?.id ?? 0)).toBe(false);
  });

  it("leaves alone what was there before the first installation, until somebody asks", async () => {
    const world = createWorld();
    const old: Talk = { n: 9, fromMs: START_MS - 90_000, toMs: START_MS - 30_000 };
    await world.start();
    expect(world.source().sinceMs).toBe(START_MS);
    world.complete(fileOf(old));
    await world.run(5_000);
    expect(await world.states()).toEqual({ [fileOf(old).fileName]: "ignored" });
    world.talk(old);
    const { rows } = await world.room.page({});
    expect(await world.room.reprocess({ ids: rows.map(({ id }) => id) })).toBe(1);
    await world.run(5_000);
    expect(world.sent).toHaveLength(1);
  });

  it("reprocesses by filter without sending anything twice", async () => {
    const world = createWorld();
    await world.start();
    await world.run(70_000);
    world.talk(talk);
    world.complete(fileOf(talk));
    await world.run(5_000);
    expect(await world.room.reprocess({ filter: {} })).toBe(1);
    await world.run(5_000);
    expect(world.converted).toHaveLength(2);
    expect(world.sent).toHaveLength(1);
    expect(await world.states()).toEqual({ [fileOf(talk).fileName]: "sent" });
  });

  it("does not take over the same recording once more from the other source", async () => {
    const world = createWorld();
    await world.start();
    await world.run(70_000);
    world.talk(talk);
    world.complete(fileOf(talk));
    await world.run(5_000);
    await world.room.apply({ ...world.settings, source: "pbx" }, "UTC");
    world.complete({ ...fileOf(talk), key: "pbx:84", recordingId: 84 });
    await world.run(5_000);
    expect(world.sent).toHaveLength(1);
    const { rows } = await world.room.page({ states: ["ignored"] });
    expect(rows).toMatchObject([{ sourceKey: "pbx:84" }]);
  });

  it("tells a listener of rows and status a few times a second at most", async () => {
    const world = createWorld();
    await world.start();
    const told: string[][] = [];
    world.room.onChange((rows) => told.push(rows.map(({ state }) => state)));
    await world.run(70_000);
    world.talk(talk);
    world.complete(fileOf(talk));
    await world.run(5_000);
    expect(told.flat().at(-1)).toBe("sent");
    expect(told.length).toBeLessThan(6);
  });
});

it("marks what was recorded on a simulated phone system, and says how long links work", async () => {
  const world = createWorld({ simulated: true, settings: { linkDays: 14 } });
  await world.start();
  const spec = { n: 1, fromMs: START_MS - 60_000, toMs: START_MS };
  world.complete(fileOf(spec));
  await world.run(100);
  const { rows } = await world.room.page({});
  expect(rows).toEqual([expect.objectContaining({ simulated: true })]);
  expect(world.room.status().linkDays).toBe(14);
});
