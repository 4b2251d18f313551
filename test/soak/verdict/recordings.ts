/** Whether the recordings of a soak came: each once, to the right call, whole, and as long as the talk. */
import {
  expectedLinks,
  receivedLinks,
  recordingDifferences,
} from "../../../src-main/demo/recordings-verdict.ts";
import type { SimRecording } from "../../../src-main/simulator/model/recordings.ts";
import type { NativeEvent } from "../../../src-shared/webhooks/native-event.ts";

export interface RecordingsVerdict {
  readonly findings: readonly string[];
  /** Links that receivers got. */
  readonly links: number;
  /** Recordings of calls that were held to their promise. */
  readonly expected: number;
}

/** Calls that nothing disturbed are held to what was recorded; of the others each link comes once. Opens the links. */
export async function judgeRecordings(
  recorded: readonly SimRecording[],
  events: readonly NativeEvent[],
  sureChains: ReadonlySet<string>,
): Promise<RecordingsVerdict> {
  const sure = events.filter(({ chainId }) => sureChains.has(chainId));
  const expected = expectedLinks(recorded, sure);
  const files = [...receivedLinks(events).values()].flat().map((link) => new URL(link).pathname);
  const twice = files.filter((file, index) => files.indexOf(file) !== index);
  return {
    findings: [
      ...(await recordingDifferences(expected, sure)),
      ...twice.map((file) => `The link to ${file} came in two events.`),
    ],
    links: files.length,
    expected: expected.reduce((sum, each) => sum + each.recordings.length, 0),
  };
}

export function missingAmong(
  recorded: readonly SimRecording[],
  events: readonly NativeEvent[],
  sureChains: ReadonlySet<string>,
): number {
  const sure = events.filter(({ chainId }) => sureChains.has(chainId));
  const links = receivedLinks(sure);
  return expectedLinks(recorded, sure).reduce((sum, { id, recordings }) => {
    return sum + Math.max(0, recordings.length - (links.get(id)?.length ?? 0));
  }, 0);
}
