import { describe, expect, it } from "vitest";
import { createExports } from "../../../src-main/monitor/exports.ts";

function logOf(pieces: readonly string[], failsAfter = Infinity) {
  return {
    async *export() {
      for (const [at, piece] of pieces.entries()) {
        if (at >= failsAfter) throw new Error("The delivery log cannot be read at the moment.");
        yield piece;
      }
    },
  };
}

const order = { filter: {}, format: "csv" } as const;
const large = "x".repeat(300_000);

async function all(exports: ReturnType<typeof createExports>): Promise<string[]> {
  const texts: string[] = [];
  let cursor: string | undefined;
  do {
    const answer = await exports.next({ ...order, cursor });
    if (!answer.ok) throw new Error(answer.sentence);
    texts.push(answer.value.text);
    ({ cursor } = answer.value);
  } while (cursor !== undefined);
  return texts;
}

describe("an export in pieces", () => {
  it("gives everything in its order, in pieces that are not too large", async () => {
    const texts = await all(createExports(logOf(["head\n", large, large, large, "end\n"])));
    expect(texts.join("")).toBe(`head\n${large}${large}${large}end\n`);
    expect(texts.length).toBeGreaterThan(1);
    for (const text of texts) expect(text.length).toBeLessThanOrEqual(800_005);
  });

  it("is one piece when there is little", async () => {
    expect(await all(createExports(logOf([])))).toEqual([""]);
  });

  it("ends with the log's own sentence when it cannot be read", async () => {
    const exports = createExports(logOf(["a", "b"], 1));
    expect(await exports.next(order)).toEqual({
      ok: false,
      sentence: "The delivery log cannot be read at the moment.",
    });
  });

  it("asks to begin again with a cursor that nobody has, or that was used", async () => {
    const exports = createExports(logOf([large, large, large]));
    const first = await exports.next(order);
    const cursor = first.ok ? first.value.cursor : undefined;
    await exports.next({ ...order, cursor });
    for (const unknown of ["nobody", cursor]) {
      const answer = await exports.next({ ...order, cursor: unknown });
      expect(answer).toEqual({ ok: false, sentence: "This export is over; begin it again." });
    }
  });

  it("forgets the longest untouched when too many are begun", async () => {
    const exports = createExports(logOf([large, large, large]));
    const cursors: (string | undefined)[] = [];
    for (let n = 0; n < 5; n += 1) {
      const answer = await exports.next(order);
      cursors.push(answer.ok ? answer.value.cursor : undefined);
    }
    const goesOn = await Promise.all(cursors.map((cursor) => exports.next({ ...order, cursor })));
    expect(goesOn.map(({ ok }) => ok)).toEqual([false, true, true, true, true]);
  });
});
