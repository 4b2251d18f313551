/** Converts the same recording to many MP3 files until it is killed: `<source> <storage>`. Says a line for each step. */
import { join } from "node:path";
import { createRealClock } from "../../../../src-main/clock.ts";
import { createTranscoder } from "../../../../src-main/recordings/transcode/create-transcoder.ts";

const [sourcePath = "", storage = ""] = process.argv.slice(2);
const quiet = () => {};
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const tags = { title: "t", date: "2026-01-30", callerId: "1", user: "2", id: "3" };
const transcoder = createTranscoder({ storage, parallel: 2, clock: createRealClock(), log });

await Promise.all(
  Array.from({ length: 20 }, async (_, n) => {
    const result = await transcoder.run({
      sourcePath,
      targetPath: join(storage, `call-${n}-1.mp3`),
      bitrateKbps: 32,
      tags,
      onProgress: () => process.stdout.write("progress\n"),
      signal: new AbortController().signal,
    });
    process.stdout.write(result.ok ? "done\n" : `${result.sentence}\n`);
  }),
);
