/** The one place that says which texts of an attempt come from a receiver, who may repeat what it got. */
import type { AttemptRecord } from "../../src-shared/webhooks/delivery-report.ts";
import { isCut } from "../../src-shared/webhooks/log-answer.ts";
import type { Mask } from "./log-mask.ts";

/** The answer, its headers and the sentence made of it are looked through for secrets. */
export function maskedAttempt(attempt: AttemptRecord, { text, beginning }: Mask): AttemptRecord {
  const { answer, answerFacts: facts, error } = attempt;
  return {
    ...attempt,
    ...(answer === undefined ? {} : { answer: isCut(answer, facts) ? beginning(answer) : text(answer) }),
    ...(facts === undefined ? {} : { answerFacts: { ...facts, headers: text(facts.headers) } }),
    ...(error === undefined ? {} : { error: text(error) }),
  };
}
