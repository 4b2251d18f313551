import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { retryDelayMs, stepMs } from "../../../../src-main/webhooks/delivery/backoff.ts";

const minute = 60_000;

describe("backoff", () => {
  it("begins in seconds and ends in hours", () => {
    const seconds = Array.from({ length: 15 }, (_, index) => stepMs(index + 1) / 1000);
    expect(seconds).toEqual([1, 2, 5, 10, 30, 60, 120, 300, 900, 1800, 3600, 7200, 14400, 21600, 21600]);
  });

  it.each([
    [1, 0, 800],
    [1, 0.5, 1000],
    [1, 1, 1200],
    [4, 0, 8000],
    [20, 0.5, 21_600_000],
  ])("spreads by a fifth: attempt %s, random %s", (attempts, random, delay) => {
    expect(retryDelayMs(attempts, random)).toBe(delay);
  });

  it.each([
    [1, 0, 1000],
    [1, 30_000, 30_000],
    [1, 3_600_000, 10 * minute],
    [5, 10_000, 30_000],
    [9, 3_600_000, 30 * minute],
    [14, 1000, 6 * 60 * minute],
  ])("honours Retry-After within bounds: attempt %s, asked %s", (attempts, asked, delay) => {
    expect(retryDelayMs(attempts, 0, asked)).toBe(delay);
  });

  it("is always a number of milliseconds that a timer takes", () => {
    fc.assert(
      fc.property(
        fc.nat(100),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.option(fc.nat(), { nil: undefined }),
        (...input) => {
          const delay = retryDelayMs(...input);
          expect(delay).toBeGreaterThanOrEqual(800);
          expect(delay).toBeLessThanOrEqual(12 * 60 * minute);
        },
      ),
    );
  });
});
