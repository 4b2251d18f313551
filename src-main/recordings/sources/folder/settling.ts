/**
 * Waits until a file is complete: it looks the same twice, about a second apart, and it opens. A WAV file whose
 * header says that more is to come, and an empty one, have to stand still for longer.
 */
import { type Clock, steadyMsOf } from "../../../../src-shared/ports/clock.ts";
import type { RecordingFailure } from "../../types.ts";
import { retryWaitMs } from "../retry-waits.ts";
import type { Work } from "../work.ts";
import { isGone } from "./file-failures.ts";
import { type Looks, lookAt, tryOpen } from "./look.ts";

export interface SettlingOptions {
  readonly clock: Clock;
  readonly work: Work;
  /** How long a file must look the same. */
  readonly stillMs: () => number;
  readonly diskPath: (path: string) => string;
  readonly failureOf: (code: string, path: string) => RecordingFailure;
  readonly onGrowing: (path: string, looks: Looks) => void;
  readonly onComplete: (path: string, looks: Looks) => void;
  readonly onTrouble: (path: string, looks: Looks, failure: RecordingFailure, nextTryAtMs: number) => void;
  readonly onGone: (path: string, wasTold: boolean) => void;
}

export interface Settling {
  /** Begins with how the file looked just now; `undefined` when it could not be looked at. */
  add(path: string, looks: Looks | undefined): void;
  /** Somebody says that the file has changed. */
  hint(path: string): void;
  /** A file that was complete cannot be opened any more. */
  troubled(path: string, code: string): void;
  stop(): void;
}

interface Unsettled {
  looks: Looks;
  /** Since when it has looked like this, on the steady clock. */
  sinceMs: number;
  dueMs: number;
  tries: number;
  told: "nothing" | "growing" | "trouble";
  busy: boolean;
}

/** For a file that says itself that it is not whole. */
const doubtfulStillMs = 30_000;
/** Hints come with every write; more looks than this tell nothing new. */
const leastBetweenLooksMs = 100;
const looksAtOnce = 16;
const neverSeen: Looks = { bytes: 0, modifiedAtMs: 0 };

export function createSettling(options: SettlingOptions): Settling {
  const { clock, work, diskPath } = options;
  const files = new Map<string, Unsettled>();
  let stopped = false;
  let looking = false;
  let cancel = () => {};
  const now = steadyMsOf(clock);

  const schedule = () => {
    cancel();
    if (stopped || looking || files.size === 0) return;
    let firstMs = Number.POSITIVE_INFINITY;
    for (const file of files.values()) firstMs = Math.min(firstMs, file.dueMs);
    cancel = clock.after(Math.max(firstMs - now(), 0), () => void work.run(lookAtDue));
  };

  const lookAtDue = async () => {
    looking = true;
    const due = [...files].filter(([, file]) => file.dueMs <= now() && !file.busy).map(([path]) => path);
    const next = async (): Promise<void> => {
      for (let path = due.pop(); path !== undefined && !stopped; path = due.pop()) await look(path);
    };
    await Promise.all(Array.from({ length: Math.min(looksAtOnce, due.length) }, next));
    looking = false;
    schedule();
  };

  const look = async (path: string) => {
    const file = files.get(path);
    if (file === undefined || file.busy) return;
    file.busy = true;
    const seen = await lookAt(diskPath(path));
    if (!stopped && files.get(path) === file) {
      if (seen.kind === "file") await judge(path, file, seen);
      else fail(path, file, seen.kind === "failed" ? seen.code : "ENOENT");
    }
    file.busy = false;
  };

  const judge = async (path: string, file: Unsettled, seen: Looks) => {
    const atMs = now();
    if (!same(seen, file.looks)) return changed(path, file, seen);
    if (atMs - file.sinceMs < options.stillMs() && file.told !== "trouble") {
      file.dueMs = file.sinceMs + options.stillMs();
      return;
    }
    const opened = await tryOpen(diskPath(path));
    if (stopped || files.get(path) !== file) return;
    if (!opened.ok) return fail(path, file, opened.code);
    if (!same(opened, seen)) return changed(path, file, opened);
    if (!opened.whole && atMs - file.sinceMs < doubtfulStillMs) {
      tellGrowing(path, file);
      file.dueMs = atMs + options.stillMs();
      return;
    }
    files.delete(path);
    options.onComplete(path, seen);
  };

  const changed = (path: string, file: Unsettled, seen: Looks) => {
    file.looks = { bytes: seen.bytes, modifiedAtMs: seen.modifiedAtMs };
    file.sinceMs = now();
    file.dueMs = file.sinceMs + options.stillMs();
    file.tries = 0;
    tellGrowing(path, file);
  };

  const tellGrowing = (path: string, file: Unsettled) => {
    if (file.told === "growing") return;
    file.told = "growing";
    options.onGrowing(path, file.looks);
  };

  const fail = (path: string, file: Unsettled, code: string) => {
    if (isGone(code)) {
      files.delete(path);
      return options.onGone(path, file.told !== "nothing");
    }
    file.tries += 1;
    file.told = "trouble";
    const waitMs = retryWaitMs(file.tries);
    file.dueMs = now() + waitMs;
    options.onTrouble(path, file.looks, options.failureOf(code, path), clock.nowMs() + waitMs);
  };

  return {
    add: (path, looks) => {
      if (stopped || files.has(path)) return;
      const atMs = now();
      const dueMs = looks === undefined ? atMs : atMs + options.stillMs();
      files.set(path, {
        ...{ looks: looks ?? neverSeen, sinceMs: atMs, dueMs },
        ...{ tries: 0, told: "nothing", busy: false },
      });
      schedule();
    },
    hint: (path) => {
      const file = files.get(path);
      if (file === undefined || stopped || file.told === "trouble") return;
      file.dueMs = Math.min(file.dueMs, now() + leastBetweenLooksMs);
      schedule();
    },
    troubled: (path, code) => {
      if (stopped || files.has(path)) return;
      const atMs = now();
      const file: Unsettled = {
        ...{ looks: neverSeen, sinceMs: atMs, dueMs: atMs },
        ...{ tries: 0, told: "trouble", busy: false },
      };
      files.set(path, file);
      fail(path, file, code);
      schedule();
    },
    stop: () => {
      stopped = true;
      cancel();
      files.clear();
    },
  };
}

function same(a: Looks, b: Looks): boolean {
  return a.bytes === b.bytes && a.modifiedAtMs === b.modifiedAtMs;
}
