import fc from "fast-check";
import { expect, test } from "vitest";
import { quantileS } from "../../../src-shared/contract/histogram.ts";

const boundsS = [0.1, 1, 10];

/** As a meter counts. */
function counted(valuesS: readonly number[]) {
  const buckets = boundsS.map((upToS) => ({ upToS, count: valuesS.filter((each) => each <= upToS).length }));
  return { buckets, count: valuesS.length };
}

test("without values there is no quantile", () => {
  expect(quantileS(counted([]), 0.5)).toBeUndefined();
  expect(quantileS({ buckets: [], count: 3 }, 0.5)).toBeUndefined();
});

test("values are taken as spread evenly within their bucket", () => {
  expect(quantileS(counted([0.5, 0.5]), 0.5)).toBeCloseTo(0.55);
  expect(quantileS(counted([0.05, 0.5, 0.5, 5]), 0.5)).toBeCloseTo(0.1 + 0.9 / 2);
  expect(quantileS(counted([0.05, 0.5]), 0.5)).toBeCloseTo(0.1);
});

test("beyond the last bound nothing is known but that bound", () => {
  expect(quantileS(counted([50, 60, 70]), 0.5)).toBe(10);
  expect(quantileS(counted([0.05, 60]), 0.99)).toBe(10);
});

test("the true value lies in the same bucket, and quantiles never fall", () => {
  const values = fc.array(fc.double({ min: 0.001, max: 9.9, noNaN: true }), { minLength: 1, maxLength: 60 });
  const share = fc.double({ min: 0.01, max: 1, noNaN: true });
  const bucketOf = (valueS: number) => boundsS.findIndex((bound) => valueS <= bound + 1e-9);
  fc.assert(
    fc.property(values, share, share, (valuesS, one, other) => {
      const histogram = counted(valuesS);
      const found = quantileS(histogram, one) ?? expect.unreachable();
      const sorted = valuesS.toSorted((a, b) => a - b);
      const real = sorted[Math.ceil(one * sorted.length) - 1] ?? expect.unreachable();
      expect(bucketOf(found)).toBe(bucketOf(real));
      const [low, high] = one < other ? [one, other] : [other, one];
      expect(quantileS(histogram, low)).toBeLessThanOrEqual((quantileS(histogram, high) ?? 0) + 1e-9);
    }),
    { seed: 7, numRuns: 200 },
  );
});
