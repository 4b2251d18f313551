import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import {
  matchEvidences,
  recordingProblems,
  recordingStates,
} from "../../../../src-shared/recordings/recording.ts";

test("docs/recordings.md has a row for each state, problem and evidence, and for nothing else", () => {
  const page = readFileSync(resolve(import.meta.dirname, "../../../../docs/recordings.md"), "utf8");
  const rows = [...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
  expect(rows.toSorted()).toEqual([...recordingStates, ...recordingProblems, ...matchEvidences].toSorted());
});
