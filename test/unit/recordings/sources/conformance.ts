/** What every source of recordings promises, whatever it looks at. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RecordingSource } from "../../../../src-main/recordings/types.ts";
import type { Memory } from "./helpers.ts";

export interface SourceWorld {
  readonly memory: Memory;
  source(): RecordingSource;
  start(): Promise<void>;
  pass(ms: number): Promise<void>;
  /** The PBX begins to write recording `n`, goes on with it, is done with it. */
  begin(n: number): void;
  grow(n: number): void;
  finish(n: number): void;
  remove(n: number): void;
  /** Nothing can be seen from now on, until `heal`. */
  breakDown(): void;
  heal(): void;
  /** A new source in the place of the old one, with what the listener has settled. */
  restart(): Promise<void>;
  key(n: number): string;
}

/** Long enough for everything to be found, whatever was in the way. */
const longMs = 11 * 60_000;

export function describeSource(name: string, create: () => Promise<SourceWorld>): void {
  describe(`${name}, as every source,`, () => {
    it("tells a new recording once", async () => {
      const world = await create();
      await world.start();
      expect(world.source().condition().state).toBe("watching");
      world.finish(1);
      await world.pass(longMs);
      expect(world.memory.told()).toEqual([`complete ${world.key(1)}`]);
      await world.pass(longMs);
      expect(world.memory.told()).toHaveLength(1);
    });

    it("tells growing, then complete", async () => {
      const world = await create();
      world.begin(1);
      await world.start();
      await world.pass(700);
      world.grow(1);
      await world.pass(15_000);
      expect(world.memory.told()).toEqual([`growing ${world.key(1)}`]);
      world.finish(1);
      await world.pass(longMs);
      expect(world.memory.told()).toEqual([`growing ${world.key(1)}`, `complete ${world.key(1)}`]);
    });

    it("tells what has vanished, and fails to open it in words", async () => {
      const world = await create();
      world.finish(1);
      await world.start();
      await world.pass(2000);
      world.remove(1);
      await world.pass(longMs);
      expect(world.memory.told()).toEqual([`complete ${world.key(1)}`, `gone ${world.key(1)}`]);
      const opening = world.source().open(world.key(1), new AbortController().signal);
      await world.pass(60_000);
      expect(await opening).toMatchObject({
        ok: false,
        problem: "vanished",
        sentence: expect.stringMatching(/\.$/),
      });
    });

    it("opens what is complete, and lets go of it", async () => {
      const world = await create();
      world.finish(1);
      await world.start();
      await world.pass(2000);
      const opening = world.source().open(world.key(1), new AbortController().signal);
      await world.pass(10_000);
      const opened = await opening;
      expect(opened).toMatchObject({ ok: true, path: expect.stringMatching(/\.wav$/) });
      if (opened.ok) await opened.release();
    });

    it("goes on after a restart where it was, without telling what is settled", async () => {
      const world = await create();
      for (const n of [1, 2]) world.finish(n);
      await world.start();
      await world.pass(2000);
      world.memory.settled.add(world.key(1));
      world.finish(3);
      await world.restart();
      await world.pass(longMs);
      expect(world.memory.told().toSorted()).toEqual([2, 3].map((n) => `complete ${world.key(n)}`));
    });

    it("says when it sees nothing, and misses nothing once it does again", async () => {
      const world = await create();
      world.finish(1);
      await world.start();
      await world.pass(2000);
      world.breakDown();
      await world.pass(longMs);
      expect(world.source().condition()).toMatchObject({
        state: "trouble",
        sentence: expect.stringMatching(/^[A-Z].*\.$/),
        advice: expect.stringMatching(/^[A-Z].*\.$/),
      });
      world.heal();
      world.finish(2);
      await world.pass(2 * longMs);
      expect(world.source().condition()).toMatchObject({ state: "watching", sentence: "", advice: "" });
      expect(world.memory.told()).toEqual([1, 2].map((n) => `complete ${world.key(n)}`));
    });

    it("looks at everything when told to", async () => {
      const world = await create();
      await world.start();
      world.finish(1);
      const done = world.source().rescan();
      await world.pass(2000);
      await done;
      expect(world.memory.told()).toEqual([`complete ${world.key(1)}`]);
    });

    it("says nothing any more once it is stopped", async () => {
      const world = await create();
      for (let n = 0; n < 40; n += 1) world.finish(n);
      const begun = world.source().start();
      await world.source().stop();
      await begun;
      const told = world.memory.told().length;
      const conditions = world.memory.conditions.length;
      world.finish(41);
      await world.source().rescan();
      await world.pass(longMs);
      expect([world.memory.told().length, world.memory.conditions.length]).toEqual([told, conditions]);
      expect(world.source().busy?.()).toBe(0);
    });

    it("has told in the end what is there, whoever wrote when", async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 14 }), (steps) => follow(create, steps)),
        {
          numRuns: 15,
        },
      );
    });
  });
}

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom("begin", "grow", "finish", "remove"),
      n: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("pass" as const), n: fc.constantFrom(300, 950, 4000, 70_000) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom("breakDown", "heal", "restart"), n: fc.constant(0) }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

async function follow(create: () => Promise<SourceWorld>, steps: readonly Step[]): Promise<void> {
  const world = await create();
  const there = new Map<number, "begun" | "finished">();
  let broken = false;
  const heal = () => {
    if (broken) world.heal();
    broken = false;
  };
  await world.start();
  for (const each of steps) {
    if (each.do === "pass") await world.pass(each.n);
    else if (each.do === "restart") {
      for (const news of world.memory.news)
        if (news.type === "complete") world.memory.settled.add(news.file.key);
      await world.restart();
    } else if (each.do === "breakDown") {
      if (!broken) world.breakDown();
      broken = true;
    } else if (each.do === "heal") heal();
    else if (!broken) write(world, there, each.do, each.n);
  }
  heal();
  await world.pass(2 * longMs);
  for (const n of [1, 2, 3, 4]) {
    const key = world.key(n);
    const types = world.memory.news.filter(
      (news) => (news.type === "gone" ? news.key : news.file.key) === key,
    );
    const last = types.at(-1)?.type;
    if (there.get(n) === "finished" && !world.memory.settled.has(key))
      expect([n, last]).toEqual([n, "complete"]);
    if (there.get(n) === undefined) expect([undefined, "gone"]).toContain(last);
  }
  await world.source().stop();
}

/** Nobody goes on with a recording that is finished, or takes up a name again. */
function write(
  world: SourceWorld,
  there: Map<number, "begun" | "finished">,
  what: "begin" | "grow" | "finish" | "remove",
  n: number,
) {
  const state = there.get(n);
  if (what === "begin" && state === undefined && !world.memory.settled.has(world.key(n))) {
    world.begin(n);
    there.set(n, "begun");
  } else if (what === "grow" && state === "begun") world.grow(n);
  else if (what === "finish" && state === "begun") {
    world.finish(n);
    there.set(n, "finished");
  } else if (what === "remove" && state !== undefined) {
    world.remove(n);
    there.delete(n);
  }
}
