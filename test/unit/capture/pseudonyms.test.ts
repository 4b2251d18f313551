import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { createPseudonyms } from "../../../src-main/capture/pseudonyms.ts";

const key = (fill: number) => new Uint8Array(32).fill(fill);
const digits = (from: number, to: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: from, maxLength: to }).map((list) => list.join(""));

describe("stand-ins for numbers", () => {
  it("keep length, plus sign, separators and the prefix", () => {
    const { value } = createPseudonyms(key(1));
    const made = value("+49 (30) 1234-567");
    expect(made).toMatch(/^\+49 \(\d\d\) \d{4}-\d{3}$/);
    expect(made).not.toBe("+49 (30) 1234-567");
  });

  it("leave a trunk a trunk and an extension an extension", () => {
    const { value } = createPseudonyms(key(2));
    expect(value("10007")).toMatch(/^1\d{4}$/);
    expect(value("150")).toMatch(/^1\d\d$/);
    expect(value("SP0")).toBe("SP0");
  });

  it("are the same with and without a plus sign, and for two numbers that end alike", () => {
    fc.assert(
      fc.property(digits(7, 7), digits(2, 4), fc.integer({ min: 0, max: 255 }), (tail, area, fill) => {
        const { value } = createPseudonyms(key(fill));
        const bare = value(`49${area}${tail}`);
        expect(value(`+49${area}${tail}`)).toBe(`+${bare}`);
        expect(value(`0${area}${tail}`).slice(-7)).toBe(bare.slice(-7));
        expect(value(`0049${area}${tail}`).slice(-7)).toBe(bare.slice(-7));
      }),
    );
  });

  it("are never the same for two different numbers", () => {
    fc.assert(
      fc.property(fc.uniqueArray(digits(1, 12), { minLength: 2, maxLength: 60 }), (numbers) => {
        const { value } = createPseudonyms(key(3));
        expect(new Set(numbers.map((one) => value(one))).size).toBe(numbers.length);
      }),
    );
  });

  it("differ from capture to capture", () => {
    expect(createPseudonyms(key(4)).value("+49301234567")).not.toBe(
      createPseudonyms(key(5)).value("+49301234567"),
    );
  });
});

describe("stand-ins for names", () => {
  it("are counted in the order of their appearance, and stay", () => {
    const { value, counts } = createPseudonyms(key(1));
    expect([value("Anna Berg"), value("Bo Ek"), value("Anna Berg"), value("anna")]).toEqual([
      "Name 1",
      "Name 2",
      "Name 1",
      "Name-3",
    ]);
    expect(counts().names).toBe(3);
  });

  it.each(["", "  ", "anonymous", "Unknown", "ROUTER", "*888"])("leave %j as it is", (shown) => {
    expect(createPseudonyms(key(1)).value(shown)).toBe(shown);
  });
});
