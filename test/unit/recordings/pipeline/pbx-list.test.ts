import { expect, it } from "vitest";
import type { ListedRecording, PbxListAnswer } from "../../../../src-main/recordings/types.ts";
import { createPbxList } from "../../../../src-main/recordings/pipeline/pbx-list.ts";
import { createVirtualClock } from "../../../../src-main/simulator/virtual-clock.ts";
import { createWorld, endedOf, fileOf, START_MS, type Talk } from "./world.ts";

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const hourMs = 3_600_000;

function listedOf(recordingId: number, startedAtMs: number, endedAtMs: number): ListedRecording {
  return {
    ...{ recordingId, startedAtMs, endedAtMs, callType: "incoming", archived: false, didNumber: "" },
    ...{
      fromDn: "10001",
      fromNumber: "+420700000001",
      fromName: "",
      toDn: "105",
      toNumber: "105",
      toName: "",
    },
    path: `105/${recordingId}.wav`,
  };
}

function createList(answer: () => PbxListAnswer) {
  const clock = createVirtualClock({ startMs: START_MS });
  const asked: [number, number][] = [];
  let news = 0;
  const list = createPbxList({
    ...{ clock, log: silent },
    ask: () => async (fromMs, toMs) => {
      asked.push([fromMs, toMs]);
      return answer();
    },
    onNews: () => void (news += 1),
  });
  const settle = async () => {
    for (let n = 0; n < 3; n += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  return { list, asked, news: () => news, run: (ms: number) => clock.runFor(ms, settle) };
}

it("asks once for files that come together, and not again for ten seconds", async () => {
  const row = listedOf(7, START_MS - 60_000, START_MS);
  const { list, asked, news, run } = createList(() => ({ ok: true, recordings: [row], more: false }));
  list.want(START_MS - 60_000);
  list.want(START_MS - 50_000);
  await run(1_000);
  expect(asked).toHaveLength(1);
  expect(news()).toBe(1);
  list.want(START_MS - 40_000);
  await run(5_000);
  expect(asked).toHaveLength(1);
  await run(5_000);
  expect(asked).toHaveLength(2);
  expect(news(), "the same answer is no news").toBe(1);
});

it("leaves a PBX that refuses alone for an hour", async () => {
  const { list, asked, run } = createList(() => ({ ok: false, sentence: "No.", advice: "", refused: true }));
  list.want(START_MS);
  await run(1_000);
  list.want(START_MS);
  await run(hourMs - 10_000);
  expect(asked).toHaveLength(1);
  await run(20_000);
  expect(asked).toHaveLength(2);
});

it("tells rows only of a stretch that was read since, and knows a file by its id or its path", () => {
  const { list } = createList(() => ({ ok: true, recordings: [], more: false }));
  const row = listedOf(7, START_MS, START_MS + 60_000);
  list.note([row], { fromMs: START_MS - 1000, askedAtMs: START_MS + 61_000 });
  expect(list.between(START_MS - 1000, START_MS + 1000, START_MS + 60_000)).toEqual([row]);
  expect(list.between(START_MS - 2000, START_MS + 1000, START_MS + 60_000)).toEqual([]);
  expect(list.between(START_MS - 1000, START_MS + 1000, START_MS + 62_000)).toEqual([]);
  const file = { fileName: "7.wav", bytes: 1, modifiedAtMs: START_MS };
  expect(list.about({ ...file, key: "pbx:7", recordingId: 7 })).toEqual(row);
  expect(list.about({ ...file, key: "folder:105/%37.wav" })).toEqual(row);
  expect(list.about({ ...file, key: "folder:105/8.wav" })).toBeUndefined();
});

it("lets a link go at once when as many files are ready as the PBX lists", async () => {
  const talk: Talk = { n: 1, fromMs: START_MS + 10_000, toMs: START_MS + 70_000 };
  const world = createWorld({ settings: { settleS: 60 } });
  await world.start();
  await world.run(70_000);
  world.tell(endedOf(talk));
  world.complete(fileOf(talk));
  await world.run(5_000);
  expect(world.sent).toEqual([]);
  const read = { fromMs: START_MS - 60_000, askedAtMs: START_MS + 75_000 };
  world.source().listener.onListed?.([listedOf(7, talk.fromMs, talk.toMs)], read);
  await world.run(1_000);
  expect(world.sent).toHaveLength(1);
});
