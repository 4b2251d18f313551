/** Watches the room on the disk of the MP3 files: conversions pause before it is full, and go on by themselves. */
import { say } from "../../src-shared/messages/say.ts";
import type { Clock } from "../../src-shared/ports/clock.ts";

export interface DiskSpace {
  /** `unknown`: the system does not say; then nothing pauses. */
  readonly state: "enough" | "low" | "unknown";
  readonly freeBytes: number;
  /** What must be free for conversions to go on. */
  readonly neededBytes: number;
  /** What is wrong and what to do; empty when all is well. */
  readonly sentence: string;
}

export interface DiskWatchOptions {
  /** A folder on that disk, made or not. */
  readonly path: string;
  /** Low below this or 2 % of the disk, whichever is more. */
  readonly minFreeBytes?: number;
  readonly clock: Clock;
  /** As `statfs` of node:fs/promises. */
  readonly statfs: (path: string) => Promise<{
    readonly bavail: number;
    readonly blocks: number;
    readonly bsize: number;
  }>;
  /** When the state changes, at the first look too. */
  readonly onChange: (space: DiskSpace) => void;
}

export interface DiskWatch {
  /** Resolves after the first look. */
  start(): Promise<void>;
  stop(): void;
  /** The last look. */
  space(): DiskSpace;
  /** Looks now. Never rejects. */
  look(): Promise<DiskSpace>;
}

const usualMinFreeBytes = 500_000_000;
const minFreeShare = 0.02;
/** Once low, so much more must be free: a disk at the limit would pause and go on with every file. */
const resumeAt = 1.2;
const lookEveryMs = 30_000;

const unknown: DiskSpace = { state: "unknown", freeBytes: 0, neededBytes: 0, sentence: "" };

export function createDiskWatch(options: DiskWatchOptions): DiskWatch {
  const { path, minFreeBytes = usualMinFreeBytes, clock, statfs, onChange } = options;
  let space = unknown;
  let told: DiskSpace["state"] | undefined;
  let cancelTimer = () => {};
  let stopped = false;

  async function look(): Promise<DiskSpace> {
    const answer = await statfs(path).catch(() => undefined);
    space = answer === undefined ? unknown : spaceOf(answer);
    if (space.state !== told && !stopped) {
      told = space.state;
      onChange(space);
    }
    return space;
  }

  function spaceOf({ bavail, blocks, bsize }: Awaited<ReturnType<DiskWatchOptions["statfs"]>>): DiskSpace {
    const freeBytes = bavail * bsize;
    const leastBytes = Math.max(minFreeBytes, blocks * bsize * minFreeShare);
    const neededBytes = told === "low" ? leastBytes * resumeAt : leastBytes;
    if (freeBytes >= neededBytes) return { state: "enough", freeBytes, neededBytes, sentence: "" };
    const resumeBytes = leastBytes * resumeAt;
    const sentence = say("rec.status.disk", {
      ...{ free: inWords(freeBytes), path, need: inWords(resumeBytes) },
    });
    return { state: "low", freeBytes, neededBytes: resumeBytes, sentence };
  }

  async function lookAndWait(): Promise<void> {
    await look();
    if (!stopped) cancelTimer = clock.after(lookEveryMs, () => void lookAndWait());
  }

  return {
    start: lookAndWait,
    stop() {
      stopped = true;
      cancelTimer();
    },
    space: () => space,
    look,
  };
}

function inWords(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.floor(bytes / 1e6)} MB`;
}
