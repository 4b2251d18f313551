import { describe, expect, it } from "vitest";
import { createLegBook, legKey } from "../../../src-main/pbx/leg-book.ts";
import { leg } from "./helpers.ts";

const nothing = { unreadable: [], beingRead: new Set<string>() };
const one = leg({ legId: 1 });
const oneConnected = leg({ legId: 1, status: "connected" });
const two = leg({ legId: 2 });

describe("the leg book", () => {
  it("takes a snapshot as it is when nothing happened meanwhile", () => {
    const book = createLegBook();
    book.put(two);
    expect(book.merge({ legs: [one], ...nothing }, book.mark())).toEqual([one]);
  });

  it("keeps what became known after the question", () => {
    const book = createLegBook();
    const mark = book.mark();
    book.put(oneConnected);
    book.remove("150", 2);
    expect(book.merge({ legs: [one, two], ...nothing }, mark)).toEqual([oneConnected]);
  });

  it("adds a leg that appeared after the question", () => {
    const book = createLegBook();
    const mark = book.mark();
    book.put(two);
    expect(book.merge({ legs: [one], ...nothing }, mark)).toEqual([one, two]);
  });

  it("leaves legs that are being read to their own answer", () => {
    const book = createLegBook();
    book.put(one);
    const beingRead = new Set([legKey("150", 1), legKey("150", 2)]);
    const merged = book.merge({ legs: [oneConnected, two], unreadable: [], beingRead }, book.mark());
    expect(merged).toEqual([one]);
  });

  it("does not lose a leg that is listed but cannot be understood", () => {
    const book = createLegBook();
    book.put(one);
    const unreadable = [
      { dn: "150", legId: 1 },
      { dn: "150", legId: 2 },
    ];
    expect(book.merge({ legs: [], unreadable, beingRead: new Set() }, book.mark())).toEqual([one]);
  });

  it("knows when a snapshot told something new", () => {
    const book = createLegBook();
    const monitored = [{ dn: "150", type: "extension" }] as const;
    expect(book.isNews([])).toBe(false);
    expect(book.isNews([one])).toBe(true);
    book.replace(monitored, [one]);
    expect(book.isNews([{ ...one }])).toBe(false);
    expect(book.isNews([oneConnected])).toBe(true);
    expect(book.isNews([])).toBe(true);
    expect(book.typeOf("150")).toBe("extension");
    expect(book.typeOf("151")).toBe("unknown");
  });
});
