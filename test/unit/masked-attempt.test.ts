/** Whatever a receiver says of a secret, no record holds it. */
import { expect, test } from "vitest";
import { createMask } from "../../src-main/log-mask.ts";
import { maskedAttempt } from "../../src-main/masked-attempt.ts";
import { attempt, delivery } from "./store/log/log-fixture.ts";

test("an answer, its headers and the sentence made of it lose every secret", () => {
  const record = attempt(delivery(), {
    ...{ answer: "you sent QueryKey-123", error: "The receiver answered: QueryKey-123" },
    answerFacts: { headers: "location: /?key=QueryKey-123\nx-a: 1", headersLeft: 0, bytes: 21, more: false },
  });
  const masked = maskedAttempt(record, createMask(["QueryKey-123"]));
  expect(JSON.stringify(masked)).not.toContain("QueryKey-123");
  expect(masked.answerFacts?.headers).toBe("location: /?key=***\nx-a: 1");
});

test("what was not said is not made up", () => {
  const { answer: _answer, ...record } = attempt(delivery());
  expect(maskedAttempt(record, createMask(["secret"]))).toEqual(record);
});
