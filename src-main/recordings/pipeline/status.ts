/** How the room as a whole stands, in words. */
import type {
  PurgePreview,
  RecordingState,
  RecordingsStatus,
} from "../../../src-shared/recordings/recording.ts";
import { say } from "../../../src-shared/messages/say.ts";
import type { RecordingsSettings } from "../../../src-shared/settings/settings.ts";
import type { DiskSpace } from "../disk-space.ts";
import type { PurgeResult } from "../purge/purge-once.ts";
import type { SourceCondition } from "../types.ts";

export interface StatusFacts {
  readonly settings: RecordingsSettings;
  readonly folder: string;
  readonly storage: string;
  readonly source: SourceCondition | undefined;
  readonly states: Readonly<Record<RecordingState, number>>;
  readonly mp3Bytes: number;
  readonly ffmpegMissing: boolean;
  /** Where ffmpeg was looked for. */
  readonly ffmpegLooked: readonly string[];
  /** Links that do not open now. */
  readonly unreachable: number;
  /** The sentence of one of them. */
  readonly unreachableSentence: string;
  readonly disk: DiskSpace;
  readonly purge: PurgePreview | undefined;
  readonly lastPurge: PurgeResult | undefined;
}

type Words = Pick<RecordingsStatus, "condition" | "sentence" | "advice">;

export function statusFrom(facts: StatusFacts): RecordingsStatus {
  const { settings, source, disk, purge, lastPurge } = facts;
  return {
    ...wordsFor(facts),
    source: settings.source,
    folder: facts.folder,
    storage: facts.storage,
    counts: { ...facts.states },
    mp3Bytes: facts.mp3Bytes,
    ...(disk.state === "unknown" ? {} : { freeBytes: disk.freeBytes }),
    ...(source?.lastScanAtMs === undefined ? {} : { lastScanAtMs: source.lastScanAtMs }),
    ...(settings.linkDays === undefined ? {} : { linkDays: settings.linkDays }),
    openLinks: settings.link === "open",
    ...(purge === undefined ? {} : { purge }),
    ...(lastPurge === undefined
      ? {}
      : { lastPurge: { atMs: lastPurge.atMs, files: lastPurge.files, bytes: lastPurge.bytes } }),
  };
}

function wordsFor(facts: StatusFacts): Words {
  const { settings, source, states, disk } = facts;
  const waiting = states.waiting + states.converting;
  if (settings.source === "off") {
    return { condition: "off", sentence: say("rec.status.off"), advice: say("rec.status.off.advice") };
  }
  if (facts.ffmpegMissing) {
    return {
      condition: "no-ffmpeg",
      sentence: say("rec.status.ffmpeg", { n: waiting }),
      advice: say("rec.status.ffmpeg.advice", { looked: facts.ffmpegLooked.join(", ") }),
    };
  }
  if (disk.state === "low") {
    return {
      condition: "paused-disk",
      sentence: disk.sentence,
      advice: say("rec.status.disk.advice"),
    };
  }
  if (source === undefined || source.state === "starting") {
    return { condition: "starting", sentence: say("rec.status.starting"), advice: "" };
  }
  if (source.state === "trouble") {
    return { condition: "attention", sentence: source.sentence, advice: source.advice };
  }
  if (facts.unreachable > 0) {
    return {
      condition: "attention",
      sentence: say("rec.status.links", { n: facts.unreachable, reason: facts.unreachableSentence }),
      advice: say("rec.status.links.advice"),
    };
  }
  if (waiting > 0) {
    return {
      condition: "working",
      sentence: say("rec.status.working", { n: waiting }),
      advice: "",
    };
  }
  return { condition: "idle", sentence: say("rec.status.idle"), advice: "" };
}
