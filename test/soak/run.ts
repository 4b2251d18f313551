// `npm run soak -- --hours 2 --seed 7`: the whole product as processes, calls without end, and every few seconds
// something goes wrong. Cut off by Ctrl+C or a crash, the same command goes on where it was; --fresh begins anew.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { untilSignal } from "../../src-main/until-signal.ts";
import { conduct } from "./conductor.ts";
import { readJournal } from "./journal.ts";
import { textOf } from "./report.ts";
import { elapsedMs, judgeSoak, missingRecordings } from "./verdict/judge.ts";
import { createWorld } from "./world.ts";

const root = resolve(import.meta.dirname, "../..");
/** A file that may still turn out to belong to another call waits ten minutes; and conversions take what is left. */
const noRecordingLimitMs = 11 * 60_000;
const say = (text: string) => process.stdout.write(`${text}\n`);

const { values } = parseArgs({
  options: {
    hours: { type: "string", default: "2" },
    seed: { type: "string", default: "1" },
    folder: { type: "string" },
    fresh: { type: "boolean", default: false },
  },
});
const hours = Number(values.hours);
const seed = Number(values.seed);

if (!(hours > 0) || !Number.isInteger(seed) || seed < 0) {
  process.stderr.write("Use: npm run soak -- [--hours 2] [--seed 1] [--folder FOLDER] [--fresh]\n");
  process.exitCode = 2;
} else {
  process.exitCode = await soak(values.folder ?? join(root, "out", "soak", `seed-${seed}`));
}

/** Resolves with the exit code: 0 all is well, 1 something is not, 130 cut off. */
async function soak(folder: string): Promise<0 | 1 | 130> {
  const signalled = untilSignal();
  const cut = new AbortController();
  void signalled.then(() => cut.abort());
  if (values.fresh) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const before = readJournal(folder);
  const fromMs = elapsedMs(before);
  const number = before.filter(({ type }) => type === "begin").length;
  const firstIndex = before.filter(({ type }) => type === "play").length;
  say(
    `${fromMs > 0 ? "Goes on" : "Begins"} in ${folder}, seed ${seed}, after ${(fromMs / 60_000).toFixed(1)} minutes.`,
  );
  const world = await createWorld(folder, seed);
  world.note({ type: "begin", atMs: Date.now(), seed, hours });
  if (!world.disk.canBeFilled)
    say("No small disk can be mounted here (root on Linux can): the disk is never full.");
  try {
    const untilMs = hours * 3_600_000;
    const whole = await conduct({ world, seed, number, fromMs, untilMs, firstIndex, cut: cut.signal, say });
    if (!whole) {
      say("Cut off. The same command goes on from here.");
      return 130;
    }
    await recordingsOf(folder, cut.signal);
    const report = await judgeSoak(folder);
    writeFileSync(join(folder, "report.json"), `${JSON.stringify(report, undefined, 2)}\n`);
    say(textOf(report));
    return report.ok ? 0 : 1;
  } finally {
    await world.close();
  }
}

async function recordingsOf(folder: string, cut: AbortSignal): Promise<void> {
  let until = Date.now() + noRecordingLimitMs;
  for (let missing = Infinity; Date.now() < until && !cut.aborted; ) {
    const now = missingRecordings(folder);
    if (now === 0) return;
    if (now < missing) until = Date.now() + noRecordingLimitMs;
    missing = now;
    await new Promise((done) => setTimeout(done, 3_000));
  }
}
