import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  appendedQuery,
  encodeValue,
  queryOf,
  withQuery,
} from "../../../../src-main/webhooks/dialects/query.ts";

describe("query", () => {
  it.each([
    ["https://x/a", "https://x/a?b=1"],
    ["https://x/a?", "https://x/a?b=1"],
    ["https://x/a?k=%20+'", "https://x/a?k=%20+'&b=1"],
    ["https://x/a?k=1&", "https://x/a?k=1&b=1"],
    ["https://x/a#part?no", "https://x/a?b=1#part?no"],
    ["https://x/a?k#f", "https://x/a?k&b=1#f"],
  ])("appends to %s", (url, expected) => {
    expect(withQuery(url, "b=1")).toBe(expected);
    expect(appendedQuery(expected, url)).toBe("b=1");
  });

  it("encodes everything that is not unreserved, a space as %20", () => {
    expect(encodeValue("Jo's café (A)*!~-_.\r\n\0&=+#")).toBe(
      "Jo%27s%20caf%C3%A9%20%28A%29%2A%21~-_.%0D%0A%00%26%3D%2B%23",
    );
    expect(encodeValue("broken \ud800 pair")).toBe("broken%20%EF%BF%BD%20pair");
  });

  it("brings any text over unharmed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (first, second) => {
        const url = new URL(
          withQuery(
            "https://x/?k=1",
            queryOf([
              ["a", first],
              ["b", second],
            ]),
          ),
        );
        expect([...url.searchParams.values()]).toEqual(["1", first.toWellFormed(), second.toWellFormed()]);
      }),
    );
  });
});
