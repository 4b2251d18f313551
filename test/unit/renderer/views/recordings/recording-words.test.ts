import { expect, test } from "vitest";
import { createText } from "../../../../../src-renderer/i18n/text.tsx";
import {
  canReprocess,
  isPlayable,
  wordsOf,
} from "../../../../../src-renderer/views/recordings/recording-words.ts";
import { recordingProblems, recordingStates } from "../../../../../src-shared/recordings/recording.ts";

const languages = [createText("en"), createText("de")];

test.each(recordingStates)("the state %s has a word and a sentence in both languages", (state) => {
  const { label, sentence } = wordsOf({ state });
  for (const t of languages) {
    expect(t(label)).not.toContain(".");
    expect(t(sentence)).toMatch(/\.$/);
  }
});

test.each(recordingProblems)("the problem %s has a word and a sentence in both languages", (problem) => {
  const { label, sentence, shape } = wordsOf({ state: "failed", problem });
  expect(["attention", "given-up"]).toContain(shape);
  for (const t of languages) {
    expect(t(label)).not.toContain(".");
    expect(t(sentence)).toMatch(/\.$/);
  }
});

test("a problem that will be tried again looks different from one that waits for a person", () => {
  expect(wordsOf({ state: "failed", problem: "locked", nextTryAtMs: 1 }).shape).toBe("retry");
  expect(wordsOf({ state: "failed", problem: "locked" }).shape).toBe("attention");
  expect(wordsOf({ state: "sent", problem: "locked" }).label).toBe("recordings.state.sent");
});

test("there is something to hear as long as the MP3 is there", () => {
  expect(isPlayable({ state: "sent", mp3Name: "a.mp3" })).toBe(true);
  expect(isPlayable({ state: "purged", mp3Name: "a.mp3" })).toBe(false);
  expect(isPlayable({ state: "waiting" })).toBe(false);
  expect([canReprocess({ state: "failed" }), canReprocess({ state: "converting" })]).toEqual([true, false]);
});
