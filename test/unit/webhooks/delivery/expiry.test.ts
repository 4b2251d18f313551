import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createExpiry } from "../../../../src-main/webhooks/delivery/expiry.ts";

describe("expiry", () => {
  it("gives what is due, whenever it was added, and keeps it until it is deleted", () => {
    const expiry = createExpiry<{ expiresAtMs: number }>();
    const [late, soon, past] = [{ expiresAtMs: 90_000 }, { expiresAtMs: 10_001 }, { expiresAtMs: -5 }];
    for (const item of [late, soon, past]) expiry.add(item);
    expect([...expiry.due(10_000)]).toEqual([past]);
    expect([...expiry.due(10_001)]).toEqual([past, soon]);
    expiry.delete(past);
    expect([...expiry.due(10_001)]).toEqual([soon]);
    expiry.delete(soon);
    expiry.delete(late);
    expect([...expiry.due(1e9)]).toEqual([]);
    expiry.add(soon);
    expect(expiry.soonest(() => true)).toBe(soon);
  });

  it("looks at nothing between what expires now and in a thousand years", () => {
    const expiry = createExpiry<{ expiresAtMs: number }>();
    const [soon, late] = [{ expiresAtMs: 10_000 }, { expiresAtMs: 1000 * 365 * 86_400_000 }];
    for (const item of [late, soon]) expiry.add(item);
    expect(expiry.soonest((item) => item === late)).toBe(late);
    expect([...expiry.due(Number.MAX_SAFE_INTEGER)]).toEqual([soon, late]);
  });

  it("finds the soonest within its grain of five seconds, passing over those that may not go", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(300_000), fc.boolean())), (entries) => {
        const items = entries.map(([expiresAtMs, free]) => ({ expiresAtMs, free }));
        const expiry = createExpiry<(typeof items)[number]>();
        for (const item of items) expiry.add(item);
        for (let left = items.filter(({ free }) => free); left.length > 0; ) {
          const found = expiry.soonest(({ free }) => free);
          const least = Math.min(...left.map(({ expiresAtMs }) => expiresAtMs));
          expect((found?.expiresAtMs ?? 0) - least).toBeLessThan(5000);
          if (found === undefined) break;
          expiry.delete(found);
          left = left.filter((item) => item !== found);
        }
        expect(expiry.soonest(({ free }) => free)).toBeUndefined();
      }),
    );
  });
});
