/** An answer's headers and length as the log and a test show them. Pure. */
import type { AnswerFacts } from "./delivery-report.ts";
import type { LogAnswer } from "./log-query.ts";

/** `undefined`: nothing was kept. */
export function logAnswerOf(facts: AnswerFacts | undefined): LogAnswer {
  if (facts === undefined) return {};
  const { headers, headersLeft, bytes, more } = facts;
  return {
    headers: headers === "" ? [] : headers.split("\n").map(pairOf),
    ...(headersLeft > 0 ? { headersLeft } : {}),
    answerBytes: bytes,
    ...(more ? { answerMore: true } : {}),
  };
}

/** Whether `answer` may be only the beginning of what came. A text never has more letters than bytes. */
export function isCut(answer: string, facts: AnswerFacts | undefined): boolean {
  return facts !== undefined && (facts.more || facts.bytes > answer.length);
}

function pairOf(line: string): readonly [name: string, value: string] {
  const at = line.indexOf(": ");
  return at === -1 ? [line, ""] : [line.slice(0, at), line.slice(at + 2)];
}
