/** What of an answer's headers is kept: never a key, never more than fits, never a line that is none. */
import { expect, test } from "vitest";
import { keptHeaders } from "../../../../src-main/webhooks/delivery/answer-headers.ts";

const linesOf = (answered: Parameters<typeof keptHeaders>[0]) => keptHeaders(answered).headers.split("\n");

test("headers are listed in their order, repeated ones as often as they came", () => {
  expect(keptHeaders({ Server: "nginx", via: ["1.1 a", "1.1 b"], "x-empty": "", gone: undefined })).toEqual({
    headers: "server: nginx\nvia: 1.1 a\nvia: 1.1 b\nx-empty: ",
    headersLeft: 0,
  });
});

test("values that let somebody in are hidden", () => {
  const answered = { "set-cookie": ["sid=4711", "b=2"], Authorization: "Bearer abc", date: "today" };
  expect(linesOf(answered)).toEqual([
    "set-cookie: ***",
    "set-cookie: ***",
    "authorization: ***",
    "date: today",
  ]);
});

test("at most 40 are kept and 4 KiB, and the others are counted", () => {
  const many = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`x-${n}`, "v"]));
  expect(linesOf(many)).toHaveLength(40);
  expect(keptHeaders(many).headersLeft).toBe(60);
  const long = Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`x-${n}`, "v".repeat(900)]));
  const kept = keptHeaders(long);
  expect(kept.headers.length).toBeLessThanOrEqual(4096);
  expect(kept.headersLeft).toBe(6);
});

test("one endless value leaves room for the others, and a line break in it makes no new header", () => {
  const lines = linesOf({ "content-security-policy": "x".repeat(9000), "x-a": "1\r\nset-cookie: 2", b: "3" });
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(/x…$/);
  expect(lines[1]).toBe("x-a: 1  set-cookie: 2");
});
