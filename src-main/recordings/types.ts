/**
 * The room's ports: what a source of recordings tells, what the PBX lists, what the library keeps, what
 * ffmpeg does. The pipeline (create-recordings.ts) knows nothing else of the outside.
 */
import type {
  MatchEvidence,
  PurgePreview,
  RecordingFilter,
  RecordingPage,
  RecordingProblem,
  RecordingQuery,
  RecordingRow,
  RecordingState,
} from "../../src-shared/recordings/recording.ts";
import type { EndedEvent } from "../../src-shared/telephony/call-event.ts";

/** A problem with its sentence; `again`: whether another try can help without a person doing something. */
export interface RecordingFailure {
  readonly ok: false;
  readonly problem: RecordingProblem;
  readonly sentence: string;
  readonly again: boolean;
}

/** What a source knows of a file. Numbers and names come from the PBX and may be anything. */
export interface SourceFile {
  /** `folder:<path below the folder, with />` or `pbx:<recording id>`. */
  readonly key: string;
  readonly fileName: string;
  readonly bytes: number;
  /** Last change of the file, or the end that the PBX lists. */
  readonly modifiedAtMs: number;
  /** Begin of the recording, where the name or the list says it. */
  readonly startedAtMs?: number;
  readonly endedAtMs?: number;
  /** The recorded extension: the subfolder, or the listed DN. */
  readonly extension?: string;
  readonly from?: string;
  readonly to?: string;
  readonly displayName?: string;
  /** The number in brackets of the file's name: perhaps the callid (never proven), perhaps the recording id. */
  readonly nameNumber?: number;
  /** The PBX's own id of the recording, where it is listed. */
  readonly recordingId?: number;
}

export type SourceNews =
  /** The file is complete: size and time stood still twice and it opens. Told once per file and run, again when it changed later. */
  | { readonly type: "complete"; readonly file: SourceFile }
  /** Seen, but the PBX still writes it. */
  | { readonly type: "growing"; readonly file: SourceFile }
  /** It exists and cannot be had (archived, no permission, locked); the source asks again by itself. */
  | {
      readonly type: "trouble";
      readonly file: SourceFile;
      readonly failure: RecordingFailure;
      readonly nextTryAtMs?: number;
    }
  /** It was there and is gone: moved to an archive or deleted by the PBX. */
  | { readonly type: "gone"; readonly key: string };

/** How a source stands as a whole. */
export interface SourceCondition {
  readonly state: "starting" | "watching" | "trouble";
  /** What is wrong and what to do; empty when all is well. */
  readonly sentence: string;
  readonly advice: string;
  readonly lastScanAtMs?: number;
}

/** A local file to read from; `release` says that it is no longer needed (a download is deleted then, an original never). */
export interface OpenedRecording {
  readonly ok: true;
  readonly path: string;
  release(): Promise<void>;
}

/** One place recordings come from. Never changes or deletes an original. */
export interface RecordingSource {
  /** Begins to look; resolves after the first whole scan. Never rejects: trouble is a condition. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Looks at everything again; resolves when done. `all`: also what is older than this program, once. */
  rescan(how?: { readonly all?: boolean }): Promise<void>;
  /** A call that began then has just ended, so its recordings may be there in a moment. */
  soon?(callStartedAtMs?: number): void;
  /** Work under way that will finish without the clock moving. */
  busy?(): number;
  open(key: string, signal: AbortSignal): Promise<OpenedRecording | RecordingFailure>;
  condition(): SourceCondition;
}

/** What a source needs from the pipeline. */
export interface SourceListener {
  readonly onNews: (news: SourceNews) => void;
  readonly onCondition: (condition: SourceCondition) => void;
  /** Rows of the PBX's list as they were read, by a source that works from it. */
  readonly onListed?: (recordings: readonly ListedRecording[], read: ListRead) => void;
  /** Which of these keys are settled already (converted, purged, ignored …): they are not told again. */
  readonly known: (keys: readonly string[]) => Promise<ReadonlySet<string>>;
}

/** A row of the PBX's list of recordings (XAPI `Recordings`). */
export interface ListedRecording {
  readonly recordingId: number;
  readonly startedAtMs: number;
  readonly endedAtMs?: number;
  readonly callType: "local" | "incoming" | "outgoing" | "unknown";
  readonly fromDn: string;
  readonly fromNumber: string;
  readonly fromName: string;
  readonly toDn: string;
  readonly toNumber: string;
  readonly toName: string;
  readonly didNumber: string;
  /** Path below the recordings folder, unescaped, with /; empty when there is none. */
  readonly path: string;
  readonly archived: boolean;
}

export type PbxListAnswer =
  | {
      readonly ok: true;
      readonly recordings: readonly ListedRecording[] /** More than was read. */;
      readonly more: boolean;
    }
  | {
      readonly ok: false;
      readonly sentence: string;
      readonly advice: string /** The PBX will not answer this at all (role, licence). */;
      readonly refused: boolean;
    };

/** What a look at the PBX's list saw: all that began at `fromMs` or later, as of `askedAtMs`. */
export interface ListRead {
  readonly fromMs: number;
  readonly askedAtMs: number;
}

export type PbxDownload =
  | {
      readonly ok: true;
      readonly stream: AsyncIterable<Uint8Array>;
      readonly totalBytes?: number;
      /** The answer begins at the byte asked for; false: it begins at 0. */
      readonly resumed: boolean;
    }
  | RecordingFailure;

/** What the room asks of the PBX; `pbx` provides it. */
export interface PbxRecordings {
  /** Recordings that began in [fromMs, toMs), oldest first, all pages. */
  list(fromMs: number, toMs: number, signal: AbortSignal): Promise<PbxListAnswer>;
  download(recordingId: number, fromByte: number, signal: AbortSignal): Promise<PbxDownload>;
}

/** A link of a chain that is over, with what is needed to recognise its recordings. */
export interface EndedLink {
  readonly ended: EndedEvent;
  /** All callids that the chain's legs of this link had, the arrival's first. */
  readonly callIds: readonly number[];
  /** Ids of recordings that the call log names for this link; empty while unknown. */
  readonly recordingIds: readonly number[];
}

export interface Match {
  readonly chainId: string;
  readonly link: number;
  readonly evidence: MatchEvidence;
}

/** What the library keeps of a recording besides what people see. */
export interface LibraryRow extends RecordingRow {
  readonly from: string;
  readonly to: string;
  readonly nameNumber?: number;
  readonly recordingId?: number;
  /** Names the hand-over to delivery that this row belongs to; see `RecordingLibrary.sending`. */
  readonly sendKey?: string;
}

export type NewLibraryRow = Omit<LibraryRow, "id">;

/**
 * The list of recordings on disk. Everything that resolves is kept (survives a kill). Expected trouble
 * (full disk …) rejects with an Error whose message is a sentence.
 */
export interface RecordingLibrary {
  /** Adds rows; those whose key is there are left alone. Returns them with their ids, as they stand. */
  add(rows: readonly NewLibraryRow[]): Promise<readonly LibraryRow[]>;
  /** Changes fields of a row; `undefined` clears a field. Several changes are kept together or not at all. */
  change(changes: readonly { readonly id: number; readonly set: RecordingChange }[]): Promise<void>;
  byId(id: number): Promise<LibraryRow | undefined>;
  byKeys(keys: readonly string[]): Promise<readonly LibraryRow[]>;
  byMp3Name(name: string): Promise<LibraryRow | undefined>;
  ofLink(chainId: string, link: number): Promise<readonly LibraryRow[]>;
  ofChain(chainId: string): Promise<readonly LibraryRow[]>;
  /** Rows in these states, oldest first. */
  inStates(states: readonly RecordingState[], limit: number): Promise<readonly LibraryRow[]>;
  /** Links that are over are remembered for matching for some days. */
  addLink(link: EndedLink): Promise<void>;
  /** Links whose talk touches [fromMs, toMs). */
  links(fromMs: number, toMs: number): Promise<readonly EndedLink[]>;
  forgetLinks(endedBeforeMs: number): Promise<void>;
  page(query: RecordingQuery): Promise<RecordingPage>;
  total(filter: RecordingFilter): Promise<{ readonly count: number; readonly more: boolean }>;
  /** Rows per state, and bytes of all MP3 files. */
  counts(): Promise<{ readonly states: Readonly<Record<RecordingState, number>>; readonly mp3Bytes: number }>;
  /** Rows with an MP3 whose call ended before, oldest first. */
  expired(endedBeforeMs: number, limit: number): Promise<readonly LibraryRow[]>;
  expiry(endedBeforeMs: number): Promise<Pick<PurgePreview, "files" | "bytes" | "oldestEndedAtMs">>;
  /** Takes rows that were purged before out of the list, oldest first. Returns how many. */
  forgetPurged(purgedBeforeMs: number, limit: number): Promise<number>;
  /** A small named value, such as the time of the first installation. */
  note(key: string): Promise<string | undefined>;
  setNote(key: string, value: string): Promise<void>;
  close(): Promise<void>;
}

export type RecordingChange = { readonly [Key in keyof NewLibraryRow]?: NewLibraryRow[Key] | undefined };

/** What an MP3 says of itself. */
export interface Mp3Tags {
  readonly title: string;
  /** ISO date and time of the call. */
  readonly date: string;
  readonly callerId: string;
  readonly user: string;
  /** `<chainId>-<link>`. */
  readonly id: string;
}

export interface TranscodeJob {
  readonly sourcePath: string;
  /** Appears only when it is whole and checked. */
  readonly targetPath: string;
  readonly bitrateKbps: number;
  readonly tags: Mp3Tags;
  /** From 0 to 1, at most a few times per second. */
  readonly onProgress?: (progress: number) => void;
  readonly signal: AbortSignal;
}

export interface Transcoded {
  readonly ok: true;
  readonly durationS: number;
  readonly bytes: number;
  /** Time that ffmpeg itself took. */
  readonly tookMs: number;
}

export interface Transcoder {
  /** Never rejects; an aborted job fails with the problem `ffmpeg-failed` and `again: true`. */
  run(job: TranscodeJob): Promise<Transcoded | RecordingFailure>;
  /** Where ffmpeg was found, or where it was looked for. */
  ffmpeg(): Promise<
    | { readonly ok: true; readonly path: string; readonly version: string }
    | { readonly ok: false; readonly looked: readonly string[] }
  >;
  /** Kills what runs and waits for it. */
  stop(): Promise<void>;
}
