/**
 * Looks at all legs at once: after each connect, every 30 s, and soon after anything that hints
 * at a lost event. Events carry no state and are not repeated, so this is what heals everything else.
 */
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Logger } from "../../src-shared/ports/logger.ts";
import type { PbxApi } from "./api.ts";
import { createBackoff } from "./backoff.ts";
import type { Busy } from "./busy.ts";
import type { EmitObservation } from "./emitter.ts";
import { failure, type PbxFailure } from "./failure.ts";
import type { LegBook } from "./leg-book.ts";
import type { LogOnce } from "./log-once.ts";
import { type DnList, parseDnList } from "./wire/dn-list.ts";

export interface SnapshotOptions {
  readonly api: PbxApi;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Logger;
  readonly logOnce: LogOnce;
  readonly busy: Busy;
  readonly book: LegBook;
  readonly emit: EmitObservation;
  readonly stampMs: () => number;
  readonly beingRead: () => ReadonlySet<string>;
  /** `monitoredGrew`: extensions are visible now that were not when the connection was made. */
  readonly onTaken: (monitoredGrew: boolean) => void;
  /** `failures` in a row, this one included. Tries go on unless `pause` is called. */
  readonly onFailing: (why: PbxFailure, failures: number) => void;
}

export interface Snapshots {
  /** The snapshot after a connect; resolves when the first try is through. */
  first(): Promise<void>;
  /** In 250 ms, whatever else asks until then. */
  soon(reason: string): void;
  /** The same, but less and less eager while such snapshots bring nothing new. */
  soonAfterGap(reason: string): void;
  /** No more snapshots until `first`; the answer to come is ignored. */
  pause(): void;
}

const everyMs = 30_000;
const everyWithoutExtensionsMs = 10_000;
const soonMs = 250;
const slowestGapMs = 10_000;

export function createSnapshots(options: SnapshotOptions): Snapshots {
  const { api, clock, book, logOnce } = options;
  const backoff = createBackoff([1, 2, 5, 10], options.random);
  let run = 0;
  let asking = false;
  let afterGap = false;
  let failures = 0;
  let atConnect = new Set<string>();
  let due: { readonly atMs: number; readonly cancel: () => void } | undefined;
  let soonWanted: number | undefined;
  let gapDelayMs = soonMs;
  let becauseOfGap = false;

  const schedule = (delayMs: number) => {
    const atMs = clock.nowMs() + delayMs;
    if (due !== undefined && due.atMs <= atMs) return;
    due?.cancel();
    const cancel = clock.after(delayMs, () => {
      due = undefined;
      void options.busy.run(take);
    });
    due = { atMs, cancel };
  };

  const ask = (reason: string, delayMs: number) => {
    options.log.debug("Taking a snapshot soon.", { reason, delayMs });
    if (asking) soonWanted = Math.min(soonWanted ?? delayMs, delayMs);
    else schedule(delayMs);
  };

  const take = async () => {
    const thisRun = run;
    asking = true;
    due?.cancel();
    due = undefined;
    const mark = book.mark();
    const askedAtMs = options.stampMs();
    const answer = await api.get("/callcontrol");
    if (thisRun !== run) return;
    asking = false;
    const dnList = answer.ok ? parseDnList(answer.json) : undefined;
    if (dnList !== undefined) taken(dnList, mark, askedAtMs);
    else failed(answer.ok ? failure("not-3cx", "the list of DNs is no list", answer.status) : answer);
    if (thisRun !== run || soonWanted === undefined) return;
    schedule(soonWanted);
    soonWanted = undefined;
  };

  const taken = (dnList: DnList, mark: number, askedAtMs: number) => {
    noteDamage(dnList, logOnce);
    const { monitored, unreadable } = dnList;
    const legs = book.merge({ legs: dnList.legs, unreadable, beingRead: options.beingRead() }, mark);
    const wasAfterGap = afterGap;
    afterGap = false;
    failures = 0;
    backoff.reset();
    const extensions = monitored.filter(({ type }) => type === "extension").map(({ dn }) => dn);
    if (wasAfterGap) atConnect = new Set(extensions);
    // Comparing thousands of legs keeps events waiting, and what comes of it matters after a gap only.
    if (becauseOfGap || gapDelayMs > soonMs) {
      if (book.isNews(legs)) gapDelayMs = soonMs;
      else if (becauseOfGap) gapDelayMs = Math.min(gapDelayMs * 2, slowestGapMs);
    }
    becauseOfGap = false;
    book.replace(monitored, legs);
    options.emit((atMs) => ({ type: "snapshot", atMs, askedAtMs, afterGap: wasAfterGap, monitored, legs }));
    schedule(extensions.length > 0 ? everyMs : everyWithoutExtensionsMs);
    options.onTaken(extensions.some((dn) => !atConnect.has(dn)));
  };

  const failed = (why: PbxFailure) => {
    failures += 1;
    logOnce.note(`snapshot-${why.kind}`, "The list of legs could not be read.", why.detail);
    schedule(backoff.nextMs());
    options.onFailing(why, failures);
  };

  const pause = () => {
    run += 1;
    asking = false;
    soonWanted = undefined;
    due?.cancel();
    due = undefined;
  };

  return {
    first: () => {
      pause();
      afterGap = true;
      failures = 0;
      return take();
    },
    soon: (reason) => ask(reason, soonMs),
    soonAfterGap: (reason) => {
      becauseOfGap = true;
      ask(reason, gapDelayMs);
    },
    pause,
  };
}

function noteDamage({ damaged, unreadable }: DnList, logOnce: LogOnce): void {
  const parts = damaged + unreadable.length;
  if (parts > 0)
    logOnce.note("dn-list", "Parts of 3CX's list of legs cannot be understood.", `${parts} parts`);
}
