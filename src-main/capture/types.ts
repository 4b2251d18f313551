/** What a capture needs from outside, and what it says of itself. */
import type { CaptureHeader } from "../../src-shared/capture/capture-file.ts";
import type { Clock } from "../../src-shared/ports/clock.ts";

/** Where the lines go. After a failure it takes no more; the capture ends then and nothing else does. */
export interface CaptureSink {
  write(line: string): void;
  /** What went wrong so far, in words for people. */
  failure(): string | undefined;
  /** Everything that was written is there, or has failed. */
  close(): Promise<void>;
}

export type CaptureEndReason = "asked" | "time" | "size" | "disk";

export interface UnexpectedCount {
  readonly code: string;
  readonly sentence: string;
  readonly count: number;
  /** The first one, without names. */
  readonly example?: unknown;
}

export interface CaptureProgress {
  readonly startedAtMs: number;
  readonly endsAtMs: number;
  readonly endedAtMs?: number;
  readonly reason?: CaptureEndReason;
  /** What is the matter with the file, when that is why it ended. */
  readonly trouble?: string;
  readonly bytes: number;
  /** Lines by kind. */
  readonly counts: Readonly<Record<string, number>>;
  /** How many names and numbers got stand-ins. */
  readonly names: number;
  readonly numbers: number;
  /** Most frequent first. */
  readonly unexpected: readonly UnexpectedCount[];
}

export interface CaptureOptions {
  readonly clock: Clock;
  readonly sink: CaptureSink;
  /** Random bytes for stand-ins; not kept anywhere. */
  readonly key: Uint8Array;
  readonly header: Omit<CaptureHeader, "format" | "version" | "startedAtMs">;
  readonly forMs: number;
  /** Default 50 MiB. */
  readonly largestBytes?: number;
  readonly onEnd?: () => void;
}
