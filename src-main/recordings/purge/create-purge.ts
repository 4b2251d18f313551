/**
 * Deletes the MP3 files of calls that have had their days: every night, and at the start when the machine was
 * off at that time. It looks at the clock at least once an hour instead of trusting one long timer, so a
 * machine that slept or whose clock was set does it soon, once, and not too early.
 */
import { type Clock, steadyMsOf } from "../../../src-shared/ports/clock.ts";
import type { Logger } from "../../../src-shared/ports/logger.ts";
import type { PurgePreview } from "../../../src-shared/recordings/recording.ts";
import type { RecordingLibrary } from "../types.ts";
import type { DeleteMp3 } from "./delete-mp3.ts";
import { type PurgeResult, type PurgeRound, expiryLimitMs, purgeOnce } from "./purge-once.ts";
import { forgottenBeforeMs } from "./forgotten.ts";
import { nextDailyMs, previousDailyMs } from "../../../src-shared/settings/daily-time.ts";
import { reasonOf } from "../../../src-shared/thrown.ts";

export interface PurgeOptions {
  readonly library: Pick<
    RecordingLibrary,
    "expired" | "expiry" | "change" | "forgetPurged" | "note" | "setNote"
  >;
  readonly clock: Clock;
  /** `HH:MM`, in the time of this machine. */
  readonly purgeAt: string;
  readonly keepDays: number;
  readonly deleteFile: DeleteMp3;
  readonly log: Logger;
  /** After each round, the nightly ones too. */
  readonly onResult?: (result: PurgeResult) => void;
  /** Rows whose files are gone, as they stand then, while a round goes on. */
  readonly onGone?: PurgeRound["onGone"];
}

export interface Purge {
  /** Does what was missed, then waits for the nights. Resolves when the first is done. Never rejects. */
  start(): Promise<void>;
  /** Ends after the file in hand. */
  stop(): Promise<void>;
  /** What the next night would delete. Rejects with a sentence when the list cannot be read. */
  preview(): Promise<PurgePreview>;
  /** Deletes at once what is due now; joins a round under way. Rejects like `preview`. */
  run(): Promise<PurgeResult>;
}

const lookEveryMs = 3_600_000;
const dayMs = 86_400_000;
/** So many are forgotten at a time that nobody waits for the list. */
const slice = 200;
const lastRunNote = "purge.last-run";

export function createPurge(options: PurgeOptions): Purge {
  const { library, clock, purgeAt, keepDays, deleteFile, log } = options;
  let stopped = false;
  let cancelTimer = () => {};
  let underWay: Promise<PurgeResult> | undefined;
  let looking: Promise<void> = Promise.resolve();
  let seenAt = timesOf(clock);

  function run(): Promise<PurgeResult> {
    underWay ??= round().finally(() => {
      underWay = undefined;
    });
    return underWay;
  }

  async function round(): Promise<PurgeResult> {
    const nowMs = clock.nowMs();
    const result = await purgeOnce({
      ...{ library, deleteFile, nowMs, keepDays, isStopped: () => stopped },
      ...(options.onGone === undefined ? {} : { onGone: options.onGone }),
    });
    await forgetOld(nowMs);
    if (!stopped) await library.setNote(lastRunNote, String(nowMs));
    const { files, bytes, missing, kept, sentence } = result;
    if (files > 0)
      log.info("Deleted recordings that have had their days.", { files, bytes, missing, keepDays });
    if (sentence !== "") log.warn(sentence, { kept });
    options.onResult?.(result);
    return result;
  }

  /** Else the list would grow for ever. */
  async function forgetOld(nowMs: number): Promise<void> {
    const limitMs = forgottenBeforeMs(nowMs, keepDays);
    while (!stopped) if ((await library.forgetPurged(limitMs, slice)) < slice) return;
  }

  /** Whether a night has passed since the last round. */
  async function isDue(): Promise<boolean> {
    const nowMs = clock.nowMs();
    const noted = Number((await library.note(lastRunNote)) ?? Number.NaN);
    if (Number.isNaN(noted)) return true;
    if (noted > nowMs) {
      // The clock was ahead then; waiting until it is there again could take years.
      await library.setNote(lastRunNote, String(nowMs));
      return false;
    }
    return previousDailyMs(nowMs, purgeAt) > noted;
  }

  /**
   * A clock that was set ahead by more than a day makes young recordings look old. Nothing is deleted until
   * the next night, so that there is time to notice.
   */
  async function jumpedAhead(): Promise<boolean> {
    const now = timesOf(clock);
    const jumpMs = now.wallMs - seenAt.wallMs - (now.steadyMs - seenAt.steadyMs);
    if (jumpMs <= dayMs) {
      seenAt = now;
      return false;
    }
    log.warn("The clock of this machine was set ahead; no recordings are deleted before the next night.", {
      hours: Math.round(jumpMs / 3_600_000),
    });
    await library.setNote(lastRunNote, String(now.wallMs));
    seenAt = now;
    return true;
  }

  async function look(): Promise<void> {
    try {
      if (!(await jumpedAhead()) && (await isDue()) && !stopped) await run();
    } catch (error) {
      const reason = reasonOf(error);
      log.warn("Recordings could not be deleted; it is tried again within the hour.", { reason });
    }
    if (stopped) return;
    const nowMs = clock.nowMs();
    const waitMs = Math.min(nextDailyMs(nowMs, purgeAt) - nowMs, lookEveryMs);
    cancelTimer = clock.after(waitMs, () => {
      looking = look();
    });
  }

  return {
    start() {
      looking = look();
      return looking;
    },
    async stop() {
      stopped = true;
      cancelTimer();
      await looking;
      await underWay?.catch(() => undefined);
    },
    async preview() {
      const atMs = nextDailyMs(clock.nowMs(), purgeAt);
      return { atMs, keepDays, ...(await library.expiry(expiryLimitMs(atMs, keepDays))) };
    },
    run,
  };
}

function timesOf(clock: Clock): { readonly wallMs: number; readonly steadyMs: number } {
  return { wallMs: clock.nowMs(), steadyMs: steadyMsOf(clock)() };
}
