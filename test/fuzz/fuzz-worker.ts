// Tries inputs in a thread of its own, so that one that hangs or eats all memory is seen from outside.
import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { createSeededRandom } from "../../src-main/simulator/seeded-random.ts";
import { keptInputs } from "./corpus.ts";
import { mutated } from "./mutate.ts";
import { targets } from "./targets.ts";
import { shrunk, tryInput } from "./try-input.ts";

const {
  target: name,
  seed,
  minutes,
  current,
} = z
  .object({
    target: z.string(),
    seed: z.int(),
    minutes: z.number(),
    current: z.instanceof(SharedArrayBuffer),
  })
  .parse(workerData);
const target = targets.find((each) => each.name === name);
if (target === undefined) throw new Error(`There is no target ${name}.`);

/** Number of the try, length of its input, then the input itself. */
const [counts, bytes] = [new Int32Array(current, 0, 2), new Uint8Array(current, 8)];
const { words, json = false } = target;
const seeds = keptInputs(name).map(({ input }) => input);
const random = createSeededRandom(seed);
const untilMs = performance.now() + minutes * 60_000;
for (let tried = 0; performance.now() < untilMs; tried += 1) {
  const input = seeds[tried] ?? mutated({ seeds, words, json, mostBytes: 64 * 1024, random });
  bytes.set(input.subarray(0, bytes.length));
  counts[1] = input.length;
  Atomics.store(counts, 0, tried + 1);
  const found = await tryInput(target, input);
  if (found === undefined) continue;
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A port has no origin.
  parentPort?.postMessage(await shrunk(target, found));
  break;
}
