/** A capture in words: what is in the file, and what 3CX did that nobody had expected. */
import type { CaptureFile } from "../../src-shared/capture/capture-file.ts";
import type { CaptureView } from "../../src-shared/capture/capture-view.ts";
import { summaryOf } from "../../src-shared/capture/summary.ts";

const endWords = {
  asked: "it was ended by hand",
  time: "its time was over",
  size: "the file reached its largest size",
  disk: "the file could not be written any further",
} as const;

/** One line each. */
export function captureReport({ header, lines, damaged }: CaptureFile): string[] {
  const { lengthMs, questions, messages, events, calls, reason, unexpected, pbxVersion } = summaryOf({
    header,
    lines,
    damaged,
  });
  const minutes = (lengthMs / 60_000).toFixed(1);
  return [
    `Capture of ${new Date(header.startedAtMs).toISOString().slice(0, 16).replace("T", " ")} UTC, ${minutes} min, by version ${header.program} of 3CX ${pbxVersion ?? "of unknown version"}.`,
    `In it: ${questions} questions with their answers, ${messages} messages of the socket, ${events} events of ${calls} calls.`,
    "Names, numbers and free texts are stand-ins; times, lengths of calls and 3CX's own ids are real. No passwords and no tokens.",
    ...(header.openCalls > 0 ? [`${header.openCalls} calls went on already when it began.`] : []),
    ...(reason === undefined ? ["It was cut off: its end is missing."] : []),
    ...(damaged > 0 ? [`${damaged} lines cannot be read.`] : []),
    "",
    ...(unexpected.length === 0
      ? ["3CX did nothing that was not expected."]
      : ["What 3CX did and nobody expected:", ...unexpected.flatMap(unexpectedLines)]),
  ];
}

function unexpectedLines({
  code,
  sentence,
  count,
  example,
}: ReturnType<typeof summaryOf>["unexpected"][number]) {
  const shown = example === undefined ? [] : [`          ${JSON.stringify(example).slice(0, 300)}`];
  return [`  ${String(count).padStart(6)}× ${sentence} (${code})`, ...shown];
}

/** Why it is over, for people. */
export function endSentence({ reason = "asked", trouble }: Pick<CaptureView, "reason" | "trouble">): string {
  return `The capture has ended: ${endWords[reason]}.${trouble === undefined ? "" : ` ${trouble}`}`;
}
