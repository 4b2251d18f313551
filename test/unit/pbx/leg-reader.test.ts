import { describe, expect, it } from "vitest";
import type { PbxResult } from "../../../src-main/pbx/failure.ts";
import { createLegReader } from "../../../src-main/pbx/leg-reader.ts";
import { answer, createFakeApi, createWorld, fail, participant, rest } from "./helpers.ts";

function createReader(handle: (path: string) => PbxResult | undefined = () => undefined, parallel?: number) {
  const world = createWorld();
  const { api, asked, open } = createFakeApi(handle);
  const seen: string[] = [];
  const reader = createLegReader({
    ...world,
    api,
    typeOf: () => "extension",
    onLeg: (leg) => void seen.push(`${leg.dn}/${leg.legId} ${leg.status}`),
    onGone: (dn, legId) => void seen.push(`${dn}/${legId} gone`),
    onUnreadable: () => void seen.push("unreadable"),
    ...(parallel === undefined ? {} : { parallel }),
  });
  return { ...world, reader, asked, open, seen };
}

const state = (status: string, id = 1) => answer(participant({ id, status }));

describe("the leg reader", () => {
  it("reads a leg when it has changed", async () => {
    const { reader, asked, seen, busy } = createReader(() => state("Ringing"));
    reader.upsert("150", 1, null);
    expect(busy.count()).toBe(1);
    await rest();
    expect(asked).toEqual(["/callcontrol/150/participants/1"]);
    expect(seen).toEqual(["150/1 ringing"]);
    expect(busy.count()).toBe(0);
  });

  it("never has two reads of one leg at once: further changes make one more read afterwards", async () => {
    const { reader, asked, open, seen } = createReader();
    reader.upsert("150", 1, null);
    reader.upsert("150", 1, null);
    reader.upsert("150", 1, null);
    expect(asked).toHaveLength(1);
    open[0]?.reply(state("Ringing"));
    await rest();
    expect(asked).toHaveLength(2);
    open[1]?.reply(state("Connected"));
    await rest();
    expect(asked).toHaveLength(2);
    expect(seen).toEqual(["150/1 ringing", "150/1 connected"]);
  });

  it("says a removed leg is gone at once, and does not bring it back", async () => {
    const { reader, open, seen, busy } = createReader();
    reader.upsert("150", 1, null);
    reader.remove("150", 1);
    expect(seen).toEqual(["150/1 gone"]);
    open[0]?.reply(state("Ringing"));
    await rest();
    expect(seen).toEqual(["150/1 gone"]);
    expect(busy.count()).toBe(0);
  });

  it("reads anew what appears under the same number after a removal", async () => {
    const { reader, open, seen } = createReader();
    reader.upsert("150", 1, null);
    reader.remove("150", 1);
    reader.upsert("150", 1, null);
    open[1]?.reply(state("Connected"));
    open[0]?.reply(state("Ringing"));
    await rest();
    expect(seen).toEqual(["150/1 gone", "150/1 connected"]);
  });

  it("takes 404 for gone", async () => {
    const { reader, seen } = createReader(() => fail("not-found", 404));
    reader.upsert("150", 1, null);
    await rest();
    expect(seen).toEqual(["150/1 gone"]);
  });

  it.each([
    ["an error", fail("server-error", 500)],
    ["a broken connection", fail("connection-lost")],
    ["nonsense", answer("<html>")],
    ["another leg", answer(participant({ id: 2 }))],
    ["another DN's leg", answer(participant({ id: 1, dn: "151" }))],
    ["an unknown status", answer(participant({ id: 1, status: "?" }))],
  ])("asks for a snapshot when the answer is %s", async (_what, result) => {
    const { reader, seen, busy } = createReader(() => result);
    reader.upsert("150", 1, null);
    await rest();
    expect(seen).toEqual(["unreadable"]);
    expect(busy.count()).toBe(0);
  });

  it("takes a complete participant that came with the event, unless a read is under way", async () => {
    const { reader, asked, open, seen } = createReader();
    reader.upsert("150", 1, participant({ id: 1 }));
    expect(seen).toEqual(["150/1 ringing"]);
    expect(asked).toEqual([]);
    reader.upsert("150", 1, null);
    reader.upsert("150", 1, participant({ id: 1, status: "Connected" }));
    open[0]?.reply(state("Ringing"));
    await rest();
    expect(asked).toHaveLength(2);
  });

  it.each([
    ["half a participant", { id: 1, status: "Ringing" }],
    ["somebody else's", participant({ id: 2 })],
    ["a text", "x"],
  ])("reads the leg when the event carries %s", async (_what, attached) => {
    const { reader, asked } = createReader(() => state("Ringing"));
    reader.upsert("150", 1, attached);
    await rest();
    expect(asked).toHaveLength(1);
  });

  it("reads a bounded number at once, the others in turn, and leaves none out", async () => {
    const { reader, asked, open, seen, busy } = createReader(undefined, 2);
    for (let id = 1; id <= 5; id++) reader.upsert("150", id, null);
    reader.upsert("150", 1, null);
    reader.remove("150", 4);
    expect(asked).toHaveLength(2);
    for (let turn = 0; turn < 10; turn++) {
      const question = open.shift();
      if (question === undefined) break;
      question.reply(state("Ringing", Number(question.path.split("/").at(-1))));
      await rest();
    }
    expect(asked.map((path) => path.split("/").at(-1))).toEqual(["1", "2", "3", "5", "1"]);
    expect(seen).toEqual([
      "150/4 gone",
      "150/1 ringing",
      "150/2 ringing",
      "150/3 ringing",
      "150/5 ringing",
      "150/1 ringing",
    ]);
    expect(busy.count()).toBe(0);
    expect(reader.beingRead().size).toBe(0);
  });

  it("forgets what is under way when the connection is gone", async () => {
    const { reader, open, seen, busy } = createReader(undefined, 1);
    reader.upsert("150", 1, null);
    reader.upsert("150", 2, null);
    reader.forget();
    open[0]?.reply(state("Ringing"));
    await rest();
    expect(seen).toEqual([]);
    expect(open).toHaveLength(1);
    expect(busy.count()).toBe(0);
  });
});
