/** The program is killed in the middle of its work: what stands under a final name is whole, and the rest is cleared away. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { checkMp3 } from "../../../../src-main/recordings/transcode/check-mp3.ts";
import { job, realTranscoder, temporaryFolder, tone, wav } from "./sounds.ts";

const child = resolve(import.meta.dirname, "killed-transcoder-child.ts");
const lengthS = 60;

for (const killAfter of [1, 3]) {
  test(`killed at step ${killAfter}, it leaves no half MP3`, async () => {
    const folder = temporaryFolder();
    const source = join(folder, "a.wav");
    const storage = join(folder, "storage");
    writeFileSync(source, wav({ sound: tone(lengthS) }));
    await killAtStep(killAfter, source, storage);

    for (const name of mp3sIn(storage)) {
      expect(await checkMp3(join(storage, name), lengthS, "played"), name).toMatchObject({ ok: true });
    }
    const transcoder = realTranscoder(storage);
    const again = await transcoder.run(job(source, join(storage, "again-1-1.mp3")));
    expect(again).toMatchObject({ ok: true });
    await transcoder.stop();
    expect(readdirSync(join(storage, ".tmp"))).toEqual([]);
    expect(readFileSync(source)).toEqual(wav({ sound: tone(lengthS) }));
  });
}

async function killAtStep(steps: number, source: string, storage: string): Promise<void> {
  const program = spawn(process.execPath, [child, source, storage], { stdio: ["ignore", "pipe", "inherit"] });
  let seen = 0;
  for await (const _ of createInterface({ input: program.stdout })) {
    seen += 1;
    if (seen === steps) program.kill("SIGKILL");
  }
  if (program.exitCode === null && program.signalCode === null) await once(program, "exit");
  expect(program.signalCode).toBe("SIGKILL");
}

const mp3sIn = (folder: string) => readdirSync(folder).filter((name) => name.endsWith(".mp3"));
