import { describe, expect, it } from "vitest";
import {
  type CallLogQuestionsOptions,
  createCallLogQuestions,
} from "../../../src-main/program/call-log-questions.ts";

type Wanted = ReturnType<CallLogQuestionsOptions["wanted"]>;

describe("questions to the call log", () => {
  function desk() {
    const asked: string[] = [];
    let wanted: Wanted;
    const questions = createCallLogQuestions({
      ask: (fromMs, toMs) => void asked.push(`${fromMs}-${toMs}`),
      wanted: () => wanted,
    });
    return { asked, questions, want: (next: Wanted) => (wanted = next) };
  }
  const answer = (fromMs: number, toMs: number, final: boolean) =>
    ({ type: "call-log", atMs: 0, fromMs, toMs, final, calls: [] }) as const;

  it("of calls are asked once each, and again when nobody answers any more", () => {
    const { asked, questions, want } = desk();
    questions.forCalls();
    expect(asked).toEqual([]);
    want({ request: 1, fromMs: 10, toMs: 20 });
    questions.forCalls();
    questions.forCalls();
    expect(asked).toEqual(["10-20"]);
    want({ request: 2, fromMs: 30, toMs: 40 });
    questions.forCalls();
    questions.forget();
    questions.forCalls();
    expect(asked).toEqual(["10-20", "30-40", "30-40"]);
  });

  it("of recordings are told by their answers, up to the last one", () => {
    const { asked, questions } = desk();
    questions.forRecordings(10, 20);
    expect(asked).toEqual(["10-20"]);
    expect(questions.isForRecordings(answer(10, 21, true))).toBe(false);
    expect(questions.isForRecordings(answer(10, 20, false))).toBe(true);
    expect(questions.isForRecordings(answer(10, 20, true))).toBe(true);
    expect(questions.isForRecordings(answer(10, 20, true))).toBe(false);
  });

  it("of recordings are forgotten with the connection", () => {
    const { questions } = desk();
    questions.forRecordings(10, 20);
    questions.forget();
    expect(questions.isForRecordings(answer(10, 20, true))).toBe(false);
  });
});
