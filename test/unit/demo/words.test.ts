import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { readDemoCommandLine } from "../../../src-main/demo/command-line.ts";
import { eventWords } from "../../../src-main/demo/event-words.ts";
import { runOnce } from "../../../src-main/demo/run-once.ts";
import { exampleEvents } from "../../../scripts/lib/example-events.ts";

/** What `--once` prints for one scenario. */
async function linesOf(scenario: string): Promise<string[]> {
  const line = readDemoCommandLine(["--once", "--scenario", scenario]);
  if (line.kind === "end") throw new Error(line.text);
  const lines: string[] = [];
  await runOnce(line.command, (text) => lines.push(stripVTControlCharacters(text).trim()));
  return lines;
}

describe("words of the demo", () => {
  it("does not say of an outgoing call that nobody answered that it was missed", () => {
    const ended = exampleEvents().find(
      ({ event }) => event.type === "ended" && event.direction === "outgoing" && event.finish === "missed",
    );
    if (ended === undefined || ended.event.type === "recording") throw new Error("no example");
    expect(stripVTControlCharacters(eventWords(ended.event) ?? "")).toBe(
      "ended    102 Alice Baker did not reach 420774852629",
    );
  });

  it("speaks of one scenario in the singular, and says when nothing is what was promised", async () => {
    expect(await linesOf("internal-call")).toEqual([
      expect.stringMatching(/^✓ internal-call +no event$/),
      "The scenario arrived at the receiver as promised: 0 events, 0 recordings that open and play.",
      "0 calls in the PBX's log, 0 delivered, 0 unexplained.",
    ]);
  });

  it("tells how many recordings came, once each was opened and played", async () => {
    expect((await linesOf("recording-parts")).slice(-2)).toEqual([
      "The scenario arrived at the receiver as promised: 3 events, 2 recordings that open and play.",
      "1 call in the PBX's log, 1 delivered, 0 unexplained.",
    ]);
  });
});
