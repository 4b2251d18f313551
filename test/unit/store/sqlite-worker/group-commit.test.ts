import { describe, expect, it } from "vitest";
import type { Answer } from "../../../../src-main/store/sqlite-worker/failure.ts";
import { createGroupCommit } from "../../../../src-main/store/sqlite-worker/group-commit.ts";

const done: Answer<void> = { ok: true, value: undefined };

/** Commits end when the test says so. */
function setup(mostRows = 1000) {
  const groups: string[][] = [];
  const running: ((answer: Answer<void>) => void)[] = [];
  let idles = 0;
  const group = createGroupCommit<string>({
    mostRows,
    commit(entries) {
      groups.push([...entries]);
      return new Promise((resolve) => running.push(resolve));
    },
    onIdle: () => (idles += 1),
  });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return {
    group,
    groups,
    turn,
    idles: () => idles,
    async end(answer: Answer<void> = done) {
      await turn();
      running.shift()?.(answer);
      await turn();
    },
    running: () => running.length,
  };
}

describe("group commit", () => {
  it("commits at once, and together what came while a commit ran, in its order", async () => {
    const { group, groups, turn, end, running, idles } = setup();
    const first = group.add("a", 1);
    await turn();
    const later = ["b", "c", "d"].map((entry) => group.add(entry, 1));
    expect(groups).toEqual([["a"]]);
    expect(running()).toBe(1);
    await end();
    expect(await first).toEqual(done);
    expect(groups).toEqual([["a"], ["b", "c", "d"]]);
    expect(idles()).toBe(0);
    await end();
    expect(await Promise.all(later)).toEqual([done, done, done]);
    expect(idles()).toBe(1);
    expect(group.waitingRows()).toBe(0);
  });

  it("lets what nobody waits for gather over some turns of the loop, but goes at once with what somebody waits for", async () => {
    const { group, groups, turn, end } = setup();
    void group.add("a", 1, "soon");
    await turn();
    void group.add("b", 1, "soon");
    expect(groups).toEqual([]);
    for (let turns = 0; turns < 10; turns += 1) await turn();
    expect(groups).toEqual([["a", "b"]]);
    void group.add("c", 1, "soon");
    await end();
    expect(groups).toHaveLength(1);
    const urgent = group.add("d", 1);
    await undefined;
    await undefined;
    expect(groups).toEqual([
      ["a", "b"],
      ["c", "d"],
    ]);
    await end();
    expect(await urgent).toEqual(done);
  });

  it("does not let the end wait for turns of the loop", async () => {
    const { group, groups, end } = setup();
    void group.add("a", 1, "soon");
    const idle = group.idle();
    await undefined;
    await undefined;
    expect(groups).toEqual([["a"]]);
    await end();
    await idle;
  });

  it("keeps to the bound of rows, but lets a large entry go alone", async () => {
    const { group, groups, end } = setup(10);
    for (const [entry, rows] of [
      ["a", 4],
      ["b", 6],
      ["c", 1],
      ["d", 25],
      ["e", 1],
    ] as const) {
      void group.add(entry, rows);
    }
    expect(group.waitingRows()).toBe(37);
    for (let n = 0; n < 4; n++) await end();
    expect(groups).toEqual([["a", "b"], ["c"], ["d"], ["e"]]);
    await group.idle();
  });

  it("lets an entry that cannot be stored cost only itself", async () => {
    const refused: Answer<void> = { ok: false, failure: { kind: "refused", reason: "no" } };
    const { group, groups, end } = setup();
    const answers = Promise.all(["a", "bad", "c"].map((entry) => group.add(entry, 1)));
    await end(refused);
    await end();
    await end(refused);
    await end();
    expect(await answers).toEqual([done, refused, done]);
    expect(groups).toEqual([["a", "bad", "c"], ["a"], ["bad"], ["c"]]);
  });
});
