/** Counts what becomes of recordings, as the recordings room tells it. */
import type { Registry } from "prom-client";
import {
  matchEvidences,
  recordingProblems,
  recordingStates,
  type RecordingsStatus,
} from "../../src-shared/recordings/recording.ts";
import type { LibraryRow, Match, RecordingFailure, Transcoded } from "../recordings/types.ts";
import { catalogue } from "./catalogue.ts";
import { counterOf, gaugeOf, histogramOf, seconds } from "./instruments.ts";

export interface RecordingsMeter {
  found(): void;
  matched(match: Pick<Match, "evidence">): void;
  converted(conversion: { readonly result: Transcoded | RecordingFailure }): void;
  sent(rows: readonly LibraryRow[]): void;
  purged(result: { readonly files: number }): void;
  show(status: RecordingsStatus): void;
}

export function createRecordingsMeter(registry: Registry): RecordingsMeter {
  const found = counterOf(registry, catalogue.recordingsFound);
  const matched = counterOf(registry, catalogue.recordingsMatched);
  const converted = counterOf(registry, catalogue.recordingsConverted);
  const failed = counterOf(registry, catalogue.recordingsFailed);
  const sent = counterOf(registry, catalogue.recordingsSent);
  const purged = counterOf(registry, catalogue.recordingsPurged);
  const converting = histogramOf(registry, catalogue.recordingConversion);
  const foundToSent = histogramOf(registry, catalogue.recordingFoundToSent);
  const inList = gaugeOf(registry, catalogue.recordings);
  const mp3Bytes = gaugeOf(registry, catalogue.recordingBytes);
  const freeBytes = gaugeOf(registry, catalogue.recordingDiskFree);
  for (const evidence of matchEvidences) matched.inc({ evidence }, 0);
  for (const problem of recordingProblems) failed.inc({ problem }, 0);
  for (const state of recordingStates) inList.set({ state }, 0);

  return {
    found: () => found.inc(),
    matched: ({ evidence }) => matched.inc({ evidence }),
    converted({ result }) {
      if (!result.ok) {
        failed.inc({ problem: result.problem });
        return;
      }
      converted.inc();
      converting.observe(seconds(result.tookMs));
    },
    sent(rows) {
      sent.inc(rows.length);
      for (const { foundAtMs, sentAtMs } of rows) {
        if (sentAtMs !== undefined) foundToSent.observe(seconds(sentAtMs - foundAtMs));
      }
    },
    purged: ({ files }) => purged.inc(files),
    show(status) {
      for (const state of recordingStates) inList.set({ state }, status.counts[state] ?? 0);
      mp3Bytes.set(status.mp3Bytes);
      if (status.freeBytes !== undefined) freeBytes.set(status.freeBytes);
    },
  };
}
