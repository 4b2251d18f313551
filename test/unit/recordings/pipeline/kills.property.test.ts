/**
 * Talks end, files come in any order, early, late, failing at first, and the program is killed at any moment:
 * each good file is in exactly one event, that of its own link; none is lost, none comes twice.
 */
import fc from "fast-check";
import { expect, it } from "vitest";
import type { SourceFile } from "../../../../src-main/recordings/types.ts";
import { createWorld, failure, fileOf, good, START_MS, type Talk, type World } from "./world.ts";

interface PlannedFile {
  /** After the talk's end. */
  readonly afterMs: number;
  readonly badTries: number;
  readonly growingFirst: boolean;
}

interface PlannedTalk {
  readonly fromMs: number;
  readonly lengthMs: number;
  /** The end is told this long after it. */
  readonly toldAfterMs: number;
  readonly files: readonly PlannedFile[];
}

interface Plan {
  readonly talks: readonly PlannedTalk[];
  /** Numbers of kept steps at which it is killed, before or after them. */
  readonly killsAt: readonly number[];
  readonly killsMs: readonly number[];
  readonly unreachableMs: readonly [from: number, length: number];
}

const file: fc.Arbitrary<PlannedFile> = fc.record({
  afterMs: fc.oneof(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 500_000 })),
  badTries: fc.integer({ min: 0, max: 2 }),
  growingFirst: fc.boolean(),
});

const plan: fc.Arbitrary<Plan> = fc.record({
  talks: fc.array(
    fc.record({
      fromMs: fc.integer({ min: 5_000, max: 300_000 }),
      lengthMs: fc.integer({ min: 5_000, max: 60_000 }),
      toldAfterMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 60_000 })),
      files: fc.array(file, { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  killsMs: fc.array(fc.oneof(fc.integer({ min: 5_000, max: 400_000 })), { maxLength: 6 }),
  killsAt: fc.uniqueArray(fc.integer({ min: 1, max: 250 }), { maxLength: 8 }),
  unreachableMs: fc.tuple(fc.integer({ min: 0, max: 300_000 }), fc.integer({ min: 0, max: 60_000 })),
});

interface Step {
  readonly atMs: number;
  readonly act: (world: World, there: SourceFile[]) => void | Promise<void>;
}

function stepsOf({ talks, killsMs }: Plan): {
  steps: Step[];
  expected: Map<string, string[]>;
  bad: [string, number][];
} {
  const steps: Step[] = [];
  const expected = new Map<string, string[]>();
  const bad: [string, number][] = [];
  for (const [index, planned] of talks.entries()) {
    const fromMs = START_MS + planned.fromMs;
    const talk: Talk = { n: index + 1, user: `10${index}`, fromMs, toMs: fromMs + planned.lengthMs };
    steps.push({ atMs: fromMs, act: (world) => world.begin(talk) });
    steps.push({ atMs: talk.toMs + planned.toldAfterMs, act: (world) => void world.talk(talk) });
    for (const [part, { afterMs, badTries, growingFirst }] of planned.files.entries()) {
      const atMs = talk.toMs + afterMs;
      const told = fileOf(talk, part + 1, { modifiedAtMs: talk.toMs });
      if (badTries > 0) bad.push([told.key, badTries]);
      expected.set(told.key, [`${talk.n}`]);
      if (growingFirst) {
        steps.push({
          atMs: atMs - 1000,
          act: (world) => world.source().listener.onNews({ type: "growing", file: told }),
        });
      }
      steps.push({
        atMs,
        act: (world, there) => {
          there.push(told);
          world.complete(told);
        },
      });
    }
  }
  for (const killMs of killsMs) {
    steps.push({ atMs: START_MS + killMs, act: killAndTellAgain });
  }
  return { steps: steps.toSorted((a, b) => a.atMs - b.atMs), expected, bad };
}

/** A source tells after a restart what is not settled yet. */
async function killAndTellAgain(world: World, there: readonly SourceFile[]): Promise<void> {
  do {
    let begun = false;
    void world.killAndRestart().then(async () => {
      const known = await world.source().listener.known(there.map(({ key }) => key));
      for (const each of there) if (!known.has(each.key)) world.complete(each);
      begun = true;
    });
    // A room that is killed while it begins never ends its beginning.
    while (!begun && !world.killed) await new Promise((resolve) => setImmediate(resolve));
  } while (world.killed);
}

async function runAlive(world: World, ms: number, there: readonly SourceFile[]): Promise<void> {
  await world.run(ms);
  if (world.killed) await killAndTellAgain(world, there);
}

async function play(planned: Plan): Promise<{ world: World; expected: Map<string, string[]> }> {
  const world = createWorld();
  const { steps, expected, bad } = stepsOf(planned);
  for (const [key, tries] of bad) {
    world.outcomes.set(key, [...Array.from({ length: tries }, () => failure("locked", true)), good]);
  }
  const [from, length] = planned.unreachableMs;
  world.probe = () => {
    const atMs = world.clock.nowMs() - START_MS;
    return atMs >= from && atMs < from + length ? { ok: false, sentence: "It does not open." } : { ok: true };
  };
  await world.start();
  world.killAt = new Set(planned.killsAt);
  const there: SourceFile[] = [];
  for (const { atMs, act } of steps) {
    await runAlive(world, Math.max(0, atMs - world.clock.nowMs()), there);
    await act(world, there);
  }
  for (let minutes = 0; minutes < 60; minutes++) await runAlive(world, 60_000, there);
  return { world, expected };
}

it("each good file is in exactly one event of its own link", async () => {
  await fc.assert(
    fc.asyncProperty(plan, async (planned) => {
      const { world, expected } = await play(planned);
      const names = world.sent.flatMap(({ chainId, link, files }) =>
        files.map((url) => {
          expect(url).toContain(`${chainId}-${link}-`);
          return url.slice("https://host/".length);
        }),
      );
      expect(new Set(names).size).toBe(names.length);
      const { rows } = await world.library.page({ limit: 500 });
      expect(rows).toHaveLength(expected.size);
      const sentKeys = rows.filter(({ mp3Name = "" }) => names.includes(mp3Name)).map((row) => row.sourceKey);
      expect(sentKeys.toSorted()).toEqual([...expected.keys()].toSorted());
      for (const row of rows) {
        expect(row.state).toBe("sent");
        expect(row.chainId).toMatch(new RegExp(`_${expected.get(row.sourceKey)?.[0]}$`));
      }
    }),
    { numRuns: 100 },
  );
});
