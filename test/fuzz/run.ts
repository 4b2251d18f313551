// `npm run fuzz -- [--target NAME] [--minutes N] [--seed S]`: tries changed inputs for so long on each target. A
// finding is made small and kept in the corpus, where `npm test` tries it from then on.
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { keepFinding } from "./corpus.ts";
import { targets } from "./targets.ts";
import type { Finding } from "./try-input.ts";

const mostInputBytes = 1024 * 1024;
/** No input takes a second; who takes so many hangs. */
const hangMs = 60_000;
const memory = { maxOldGenerationSizeMb: 512 };

const { values } = parseArgs({
  options: { target: { type: "string" }, minutes: { type: "string" }, seed: { type: "string" } },
});
const minutes = Number(values.minutes ?? 1);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const chosen = targets.filter(({ name }) => values.target === undefined || name === values.target);
if (chosen.length === 0 || !(minutes > 0) || !Number.isInteger(seed)) {
  const names = targets.map(({ name }) => name).join(", ");
  process.stderr.write(
    `Usage: npm run fuzz -- [--target NAME] [--minutes N] [--seed S]\nTargets: ${names}.\n`,
  );
  process.exit(2);
}

for (const { name } of chosen) {
  const { tries, found } = await fuzz(name);
  process.stdout.write(
    `${found === undefined ? "ok    " : "FOUND "} ${name}: ${tries} tries, seed ${seed}\n`,
  );
  if (found === undefined) continue;
  process.exitCode = 1;
  process.stdout.write(`${found.what}\nThe input: ${keepFinding(found)}\n`);
}

function fuzz(target: string): Promise<{ readonly tries: number; readonly found: Finding | undefined }> {
  const current = new SharedArrayBuffer(8 + mostInputBytes);
  const counts = new Int32Array(current, 0, 2);
  const tries = () => Atomics.load(counts, 0);
  const worker = new Worker(new URL("./fuzz-worker.ts", import.meta.url), {
    workerData: { target, seed, minutes, current },
    resourceLimits: memory,
  });
  let found: Finding | undefined;
  const blame = (what: string) => {
    const input = Uint8Array.from(new Uint8Array(current, 8, Math.min(counts[1] ?? 0, mostInputBytes)));
    found ??= { target, what, input };
  };
  return new Promise((done) => {
    let seen = -1;
    const look = setInterval(() => {
      if (seen === tries() && found === undefined) {
        blame(`It has no end within ${hangMs / 1000} s.`);
        void worker.terminate();
      }
      seen = tries();
    }, hangMs);
    worker.on("message", (message: Finding) => (found = message));
    worker.on("error", (error) => blame(String(error)));
    worker.on("exit", () => {
      clearInterval(look);
      done({ tries: tries(), found });
    });
  });
}
