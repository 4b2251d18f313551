/** Whatever a receiver says of a secret, no record holds it. */
import { expect, test } from "vitest";
import { createMask } from "../../../src-main/program/log-mask.ts";
import { maskedAttempt } from "../../../src-main/program/masked-attempt.ts";
import { answerInWords } from "../../../src-main/webhooks/delivery/answer-words.ts";
import { keptHeaders } from "../../../src-main/webhooks/delivery/answer-headers.ts";
import { attempt, delivery } from "../store/log/log-fixture.ts";

test("an answer, its headers and the sentence made of it lose every secret", () => {
  const record = attempt(delivery(), {
    ...{ answer: "you sent QueryKey-123", error: "The receiver answered: QueryKey-123" },
    answerFacts: { headers: "location: /?key=QueryKey-123\nx-a: 1", headersLeft: 0, bytes: 21, more: false },
  });
  const masked = maskedAttempt(record, createMask(["QueryKey-123"]));
  expect(JSON.stringify(masked)).not.toContain("QueryKey-123");
  expect(masked.answerFacts?.headers).toBe("location: /?key=***\nx-a: 1");
});

test.each([
  ["the end of an answer that is longer", 4, `${"a".repeat(8180)}QueryKey-`],
  ["the end of an answer that broke off", 0, "you sent Query"],
])("%s keeps no beginning of a secret", (_what, extra, answer) => {
  const answerFacts = { headers: "", headersLeft: 0, bytes: answer.length + extra, more: extra === 0 };
  const masked = maskedAttempt(attempt(delivery(), { answer, answerFacts }), createMask(["QueryKey-123"]));
  expect(masked.answer).toMatch(/(a|you sent )\*\*\*$/);
});

test("a whole answer that ends like the beginning of a secret stays as it is", () => {
  const answer = "What is a Query";
  const answerFacts = { headers: "", headersLeft: 0, bytes: answer.length, more: false };
  const masked = maskedAttempt(attempt(delivery(), { answer, answerFacts }), createMask(["QueryKey-123"]));
  expect(masked.answer).toBe(answer);
});

test("a long header, a redirect and a reason are cut with a mark, and no beginning of a secret stays before it", () => {
  const mask = createMask(["QueryKey-123"]);
  const value = (length: number) => `${"a".repeat(length)}QueryKey-123`;
  for (const kept of [4, 8, 11]) {
    const { headers } = keptHeaders({ "x-long": value(1024 - "x-long: ".length - kept), "x-b": "1" });
    const error = answerInWords(302, value(200 - kept));
    const answerFacts = { headers, headersLeft: 0, bytes: 0, more: false };
    const masked = maskedAttempt(attempt(delivery(), { error, answerFacts }), mask);
    expect(headers).toContain("Query".slice(0, kept));
    expect(masked.answerFacts?.headers).toMatch(/^x-long: a+\*\*\*…\nx-b: 1$/);
    expect(masked.error).toMatch(/a\*\*\*…\) are not followed/);
  }
});

test.each([
  ["in an address, in small letters", "key%2f%3a99", "a%2fb%3akey/:99"],
  ["in an HTML page", "key&amp;&lt;99&quot;", 'key&<99"'],
])("a secret is found %s", (_where, said, secret) => {
  const mask = createMask([secret, "key/:99"]);
  expect(mask.text(`<p>${said}</p>`)).toBe("<p>***</p>");
});

test("what was not said is not made up", () => {
  const { answer: _answer, ...record } = attempt(delivery());
  expect(maskedAttempt(record, createMask(["secret"]))).toEqual(record);
});
