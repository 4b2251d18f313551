/** Who asked the call log what: calls, or recordings, whose answers are none of the calls' business. */
import type { Observation } from "../../src-shared/telephony/observation.ts";
import type { CallLogWanted } from "../calls/call-state.ts";

type CallLogAnswer = Extract<Observation, { type: "call-log" }>;

export interface CallLogQuestions {
  /** Asks what the calls want to know, each of their requests once. */
  forCalls(): void;
  forRecordings(fromMs: number, toMs: number): void;
  /** True when only recordings asked. */
  isForRecordings(answer: CallLogAnswer): boolean;
  /** Nobody answers any more what was asked: what calls still want is asked again by `forCalls`. */
  forget(): void;
}

export interface CallLogQuestionsOptions {
  readonly ask: (fromMs: number, toMs: number) => void;
  readonly wanted: () => Pick<CallLogWanted, "request" | "fromMs" | "toMs"> | undefined;
}

export function createCallLogQuestions({ ask, wanted }: CallLogQuestionsOptions): CallLogQuestions {
  const ofRecordings = new Set<string>();
  let askedRequest = 0;
  return {
    forCalls() {
      const now = wanted();
      if (now === undefined || now.request === askedRequest) return;
      askedRequest = now.request;
      ask(now.fromMs, now.toMs);
    },
    forRecordings(fromMs, toMs) {
      ofRecordings.add(`${fromMs}-${toMs}`);
      ask(fromMs, toMs);
    },
    isForRecordings({ fromMs, toMs, final }) {
      const key = `${fromMs}-${toMs}`;
      const isTheirs = ofRecordings.has(key);
      if (final) ofRecordings.delete(key);
      return isTheirs;
    },
    forget() {
      askedRequest = 0;
      ofRecordings.clear();
    },
  };
}
