import { describe, expect, it } from "vitest";
import { createSequence } from "../../../src-main/webhooks/sequence.ts";

describe("sequence", () => {
  it("counts each chain for itself and goes on after its end", () => {
    const sequence = createSequence();
    expect([sequence.next("a"), sequence.next("b"), sequence.next("a")]).toEqual([1, 1, 2]);
    sequence.finish("a");
    expect(sequence.next("a")).toBe(3);
  });

  it("goes on where an earlier run stopped", () => {
    const sequence = createSequence();
    sequence.restore("a", 7);
    expect(sequence.next("a")).toBe(8);
  });

  it("forgets finished chains in favour of newer ones, open ones never", () => {
    const sequence = createSequence(2);
    const ended = ["a", "b", "c", "d", "e"];
    for (const chain of ["open", ...ended]) sequence.next(chain);
    for (const chain of ended) sequence.finish(chain);
    expect(sequence.next("open")).toBe(2);
    expect(["e", "d", "c"].map((chain) => sequence.next(chain))).toEqual([2, 2, 2]);
    expect(sequence.next("a")).toBe(1);
  });

  it("goes on counting a finished chain however many end after it, as long as it is told of", () => {
    const sequence = createSequence(2);
    sequence.next("late");
    sequence.finish("late");
    for (const [index, chain] of ["a", "b", "c", "d", "e", "f"].entries()) {
      sequence.next(chain);
      sequence.finish(chain);
      expect(sequence.next("late")).toBe(index + 2);
    }
  });
});
