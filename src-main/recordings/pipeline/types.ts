/** What the pipeline is put together from: the rooms and parts around it, as it sees them. */
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { Logger } from "../../../src-shared/ports/logger.ts";
import type { PurgePreview } from "../../../src-shared/recordings/recording.ts";
import type { RecordingsSettings } from "../../../src-shared/settings/settings.ts";
import type { RecordingEvent } from "../../../src-shared/telephony/call-event.ts";
import type { DiskSpace } from "../disk-space.ts";
import type { LinkKeyRing } from "../links/types.ts";
import type { PurgeResult } from "../purge/purge-once.ts";
import type {
  LibraryRow,
  PbxRecordings,
  RecordingLibrary,
  RecordingSource,
  SourceListener,
  Transcoder,
} from "../types.ts";

export type LinkProbe =
  | { readonly ok: true }
  /** `sentence`: why, and what to do. */
  | { readonly ok: false; readonly sentence: string };

/** A part of the program's state, kept in the same step as the events that go with it. */
export interface KeptDocument {
  readonly key: string;
  readonly json: string;
}

export interface KeptChange {
  readonly put: readonly KeptDocument[];
  readonly remove: readonly string[];
}

/** Deletes what has had its days, at night. */
export interface PurgeRounds {
  start(): Promise<void>;
  stop(): Promise<void>;
  preview(): Promise<PurgePreview>;
  run(): Promise<PurgeResult>;
}

export interface RecordingsOptions {
  readonly settings: RecordingsSettings;
  /** Of the PBX, an IANA name; `undefined`: that of this machine. */
  readonly timezone: string | undefined;
  readonly clock: Clock;
  readonly log: Logger;
  /** Gives a new name that nothing else has. */
  readonly newId: () => string;
  readonly library: RecordingLibrary;
  /** Where the MP3 files are kept with these settings. */
  readonly storageOf: (settings: RecordingsSettings) => string;
  /** Notes where MP3 files go, before the first of them does. Never rejects. */
  readonly noteStorage?: (folder: string) => Promise<void>;
  /** Where files are looked for, for people; empty when there is no folder. */
  readonly folderOf: (settings: RecordingsSettings) => string;
  /** Files whose last change is before `sinceMs` are told only when all are asked for. */
  readonly connectSource: (plan: SourcePlan) => RecordingSource | undefined;
  readonly makeTranscoder: (settings: RecordingsSettings) => Transcoder;
  readonly makePurge: (settings: RecordingsSettings, news: PurgeNews) => PurgeRounds;
  /** All calls are those of a simulated phone system. */
  readonly simulated: boolean;
  readonly rotateLinkKey: LinkKeyRing["rotate"];
  /** The address of a recording as receivers get it. */
  readonly linkTo: (mp3Name: string) => string;
  /** Whether that address would answer with the recording now. */
  readonly probe: (url: string) => Promise<LinkProbe>;
  /** Hands an event to delivery: kept together with the change, or neither. Never rejects. */
  readonly accept: (events: readonly RecordingEvent[], change: KeptChange) => Promise<void>;
  /** Asks the PBX's call log about a stretch of time; the answers come in by `noteLogged`. */
  readonly askCallLog: (fromMs: number, toMs: number) => void;
  /** Asks for the PBX's list of recordings, for what comes in by a folder; absent: there is nobody to ask. */
  readonly askPbxList?: PbxRecordings["list"];
  /** How much room there is where the MP3 files are kept. */
  readonly makeDiskWatch: (settings: RecordingsSettings, onChange: () => void) => DiskRoom;
}

export interface SourcePlan {
  readonly settings: RecordingsSettings;
  readonly timezone: string | undefined;
  readonly listener: SourceListener;
  readonly sinceMs: number;
}

export interface PurgeNews {
  /** Rows whose files are gone, as they stand then. */
  onGone(rows: readonly LibraryRow[]): void;
  /** After each round. */
  onResult(result: PurgeResult): void;
}

/** A look at the disk now and then. */
export interface DiskRoom {
  start(): Promise<void>;
  stop(): void;
  space(): DiskSpace;
}
