/** What a record tells about the time since acceptance: metrics are made of it. */
import { expect, test } from "vitest";
import { settingsOf } from "../../../../src-main/demo/stage.ts";
import { accepted, answer, createBench, refused } from "./bench.ts";

const endpoints = settingsOf("[endpoint.crm]\nurl = http://crm.test/").endpoints;
const begun = { queueMs: 0, firstByteMs: 1, totalMs: 2 };

test("each record names the acceptance; the first answer is told once, whatever it said", async () => {
  const answers = [refused, { ...answer(503), phases: begun }, { ...answer(200), phases: begun }];
  const { delivery, clock, attempts } = createBench(() => answers.shift() ?? expect.unreachable());
  const acceptedAtMs = clock.nowMs() - 500;
  delivery.apply(endpoints);
  delivery.add([accepted("a", 1, endpoints, { nowMs: acceptedAtMs })]);
  await clock.runFor(60_000);
  expect(attempts.map(({ result, firstAnswer = false }) => `${result} ${firstAnswer}`)).toEqual([
    "retry false",
    "retry true",
    "delivered false",
  ]);
  expect(new Set(attempts.map((attempt) => attempt.acceptedAtMs))).toEqual(new Set([acceptedAtMs]));
  const deadlines = new Set(attempts.map((attempt) => attempt.deadlineAtMs));
  expect(deadlines).toEqual(new Set([acceptedAtMs + 72 * 3_600_000]));
});
