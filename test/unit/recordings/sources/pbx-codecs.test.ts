/** Whatever a PBX packs its recordings in: downloaded, converted, and as long as the talk was. */
import { join } from "node:path";
import { expect, it } from "vitest";
import { recordingSwitchSides } from "../../../../src-main/simulator/model/recording-switches.ts";
import { checkMp3 } from "../../../../src-main/recordings/transcode/check-mp3.ts";
import { job, realTranscoder, temporaryFolder } from "../transcode/sounds.ts";
import { createPbxWorld } from "./pbx-world.ts";

const talkMs = 4000;

it.each(recordingSwitchSides.recordingCodec)("%s", async (codec) => {
  const world = await createPbxWorld({ codec });
  await world.start();
  const ending = codec === "mp3" ? "mp3" : "wav";
  const name = `101/%5BTampa%20South%5D_%2B18139975575-101_20260130155959(84).${ending}`;
  world.put(84, { RecordingUrl: name }, talkMs);
  const opened = await world.open("pbx:84");
  if (!opened.ok) throw new Error(opened.sentence);
  const storage = temporaryFolder();
  const transcoder = realTranscoder(storage);
  const target = join(storage, "260130155959_84-1-1.mp3");
  const result = await transcoder.run(job(opened.path, target));
  expect(result).toMatchObject({ ok: true });
  expect(await checkMp3(target, talkMs / 1000, "played")).toMatchObject({ ok: true });
  await opened.release();
  expect(world.incoming()).toEqual([]);
  await transcoder.stop();
});
