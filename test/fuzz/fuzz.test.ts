// A bounded selection of `npm run fuzz`: every kept input, and some new ones from fixed seeds.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSeededRandom } from "../../src-main/simulator/seeded-random.ts";
import { keptInputs } from "./corpus.ts";
import { mutated } from "./mutate.ts";
import { targets } from "./targets.ts";
import { tryInput } from "./try-input.ts";

const seed = 4711;
/** Over a real connection, each costs some milliseconds. */
const rounds = new Map([["receiver-answers", 30]]);

describe.each(targets)("$name", (target) => {
  const kept = keptInputs(target.name);
  const numRuns = rounds.get(target.name) ?? 150;

  test.each(kept)("$file", async ({ input }) => {
    expect(await tryInput(target, input)).toBeUndefined();
  });

  test("changed inputs", async () => {
    const random = createSeededRandom(seed);
    const { words, json = false } = target;
    const seeds = kept.map(({ input }) => input);
    for (let run = 0; run < numRuns; run += 1) {
      expect(
        await tryInput(target, mutated({ seeds, words, json, mostBytes: 4096, random })),
      ).toBeUndefined();
    }
  });

  test("inputs out of nothing", async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.string({ maxLength: 300 }).map((text) => Buffer.from(text)),
      fc.json({ maxDepth: 5 }).map((text) => Buffer.from(text)),
      fc
        .array(fc.constantFrom(...target.words), { maxLength: 30 })
        .map((words) => Buffer.from(words.join(""))),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (input) => {
        expect(await tryInput(target, input)).toBeUndefined();
      }),
      { numRuns: Math.ceil(numRuns / 2), seed },
    );
  });
});
