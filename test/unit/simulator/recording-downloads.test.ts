import { describe, expect, it } from "vitest";
import type { FaultName } from "../../../src-main/simulator/faults/fault-name.ts";
import type { SimRecordingSides } from "../../../src-main/simulator/model/types.ts";
import { createPbxModel } from "../../../src-main/simulator/model/pbx-model.ts";
import { createBench } from "./bench.ts";
import { createFakeModel } from "./fake-model.ts";

const sides: SimRecordingSides = { ranges: true, archived: "none", fileDelayS: 0, codec: "pcm" };
const path = "/xapi/v1/Recordings/Pbx.DownloadRecording(recId=84)";

async function create(changes: Partial<SimRecordingSides> = {}, faults: FaultName[] = []) {
  const model = { ...createFakeModel(), recordingSides: () => ({ ...sides, ...changes }) };
  const bench = await createBench({ model, faults });
  const token = await bench.token();
  const ask = (range?: string) =>
    fetch(bench.url + path, {
      headers: { ...bench.bearer(token), ...(range === undefined ? {} : { range }) },
    });
  const list = async () =>
    (await bench.getJson("/xapi/v1/Recordings", token)) as { value: Record<string, unknown>[] };
  return { ...bench, ask, list };
}

describe("the download of a recording", () => {
  it("may begin in the middle, on the side where ranges are understood", async () => {
    const { ask } = await create();
    const whole = Buffer.from(await (await ask()).arrayBuffer());
    const rest = await ask("bytes=16000-");
    expect([rest.status, rest.headers.get("content-range")]).toEqual([206, "bytes 16000-16043/16044"]);
    expect(Buffer.from(await rest.arrayBuffer()).equals(whole.subarray(16_000))).toBe(true);
    expect((await (await ask("bytes=0-3")).text()).length).toBe(4);
    expect((await ask("bytes=16044-")).status).toBe(416);
    expect((await ask("lines=1-2")).status).toBe(200);
    const other = await create({ ranges: false });
    expect((await other.ask("bytes=16000-")).status).toBe(200);
  });

  it("is possible some time after the end, where the file comes late", async () => {
    const { ask, clock } = await create({ fileDelayS: 3600 });
    expect((await ask()).status).toBe(404);
    await clock.runFor(1_800_000);
    expect((await ask()).status).toBe(200);
  });

  it.each([
    ["none", 200, [false, undefined]],
    ["handed-out", 200, [true, true]],
    ["kept-away", 404, [true, true]],
  ] as const)("answers for recordings in the archive: %s", async (archived, status, flags) => {
    const { ask, list } = await create({ archived });
    expect((await ask()).status).toBe(status);
    expect((await list()).value.map((row) => row["IsArchived"])).toEqual(flags);
  });

  it.each([
    ["pcm", "audio/x-wav", 16_044, 1],
    ["alaw", "audio/x-wav", 8_046, 6],
    ["ulaw", "audio/x-wav", 8_046, 7],
    ["gsm", "audio/x-wav", 1_674, 0x31],
    ["mp3", "audio/mpeg", 2_016, undefined],
  ] as const)("is packed as the switch says: %s", async (codec, type, bytes, tag) => {
    const { ask } = await create({ codec });
    const answer = await ask();
    const body = Buffer.from(await answer.arrayBuffer());
    expect([answer.headers.get("content-type"), body.length]).toEqual([type, bytes]);
    if (tag === undefined) expect(body.readUInt16BE(0)).toBe(0xffe3);
    else expect(body.readUInt16LE(20)).toBe(tag);
  });

  it("breaks off twice of three times with cut-downloads", async () => {
    const { ask } = await create({}, ["cut-downloads"]);
    const lengths: number[] = [];
    for (let n = 0; n < 6; n += 1) {
      const body = await ask()
        .then((answer) => answer.arrayBuffer())
        .catch(() => undefined);
      lengths.push(body?.byteLength ?? -1);
    }
    expect(lengths).toEqual([-1, -1, 16_044, -1, -1, 16_044]);
  });

  it("comes in ten pieces, one each second, with slow-downloads", async () => {
    const { ask, clock, simulator } = await create({}, ["slow-downloads"]);
    let length = 0;
    void ask()
      .then((answer) => answer.arrayBuffer())
      .then((body) => {
        length = body.byteLength;
      });
    for (let second = 0; second < 9; second += 1) {
      await expect.poll(() => simulator.waiting()).toBe(1);
      expect(length).toBe(0);
      await clock.runFor(1000);
    }
    await expect.poll(() => length).toBe(16_044);
  });
});

describe("the list of recordings", () => {
  it("fails three times of six with failing-recordings, and nothing else does", async () => {
    const { url, token, bearer } = await create({}, ["failing-recordings"]);
    const headers = bearer(await token());
    const statuses: (number | string)[] = [];
    for (let n = 0; n < 7; n += 1) {
      statuses.push(
        await fetch(`${url}/xapi/v1/Recordings`, { headers })
          .then((one) => one.status)
          .catch(() => "cut"),
      );
    }
    expect(statuses).toEqual([500, 504, "cut", 200, 200, 200, 500]);
    expect((await fetch(`${url}/xapi/v1/Users`, { headers })).status).toBe(200);
  });

  it("follows the model's switches", () => {
    const clock = { nowMs: () => 0, after: () => () => {} };
    const model = createPbxModel({ clock, random: () => 0.5 });
    expect(model.recordingSides?.()).toEqual(sides);
    model.setSwitches({ recordingRanges: false, recordingArchive: "kept-away", recordingFileDelayS: 20 });
    expect(model.recordingSides?.()).toEqual({
      ranges: false,
      archived: "kept-away",
      fileDelayS: 20,
      codec: "pcm",
    });
  });
});
