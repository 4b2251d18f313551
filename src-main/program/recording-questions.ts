/** Questions to the call log that recordings have; their answers are none of the calls' business. */
import type { Observation } from "../../src-shared/telephony/observation.ts";

type CallLogAnswer = Extract<Observation, { type: "call-log" }>;

export interface RecordingQuestions {
  note(fromMs: number, toMs: number): void;
  /** True when only recordings asked. */
  isAnswer(answer: CallLogAnswer): boolean;
  clear(): void;
}

export function createRecordingQuestions(): RecordingQuestions {
  const open = new Set<string>();
  return {
    note: (fromMs, toMs) => void open.add(`${fromMs}-${toMs}`),
    isAnswer({ fromMs, toMs, final }) {
      const key = `${fromMs}-${toMs}`;
      const isTheirs = open.has(key);
      if (final) open.delete(key);
      return isTheirs;
    },
    clear: () => open.clear(),
  };
}
