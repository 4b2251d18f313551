import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createQueue } from "../../../../src-main/webhooks/delivery/queue.ts";

describe("queue", () => {
  it("behaves like an array from which the first is taken", () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat(), { nil: undefined }), { maxLength: 400 }), (steps) => {
        const queue = createQueue<number>();
        const model: number[] = [];
        for (const step of steps) {
          if (step === undefined) expect(queue.shift()).toBe(model.shift());
          else {
            queue.push(step);
            model.push(step);
          }
          expect(queue.peek()).toBe(model[0]);
        }
      }),
    );
  });
});
