/**
 * Polls XAPI `ActiveCalls`: the stages of a call that no monitored extension shows (IVR, queue, trunk).
 * Each answer is handed on, also when nothing changed: that a call is not listed is news as well.
 */
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Logger } from "../../src-shared/ports/logger.ts";
import type { ActiveCall } from "../../src-shared/telephony/active-call.ts";
import type { PbxApi } from "./api.ts";
import { createBackoff } from "./backoff.ts";
import type { Busy } from "./busy.ts";
import type { EmitObservation } from "./emitter.ts";
import { failure, isRefusal, type PbxFailure } from "./failure.ts";
import type { LogOnce } from "./log-once.ts";
import { readEachPage } from "./pages.ts";
import { createRowMemory } from "./row-memory.ts";
import type { SourceReport } from "./state.ts";

export interface ActiveCallsOptions {
  readonly api: PbxApi;
  readonly pollS: number;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Logger;
  readonly logOnce: LogOnce;
  readonly busy: Busy;
  readonly emit: EmitObservation;
  readonly stampMs: () => number;
  readonly report: SourceReport;
  /** Each successful answer; `recovered` when the one before was a failure. */
  readonly onCalls: (calls: readonly ActiveCall[], recovered: boolean) => void;
}

export interface ActiveCalls {
  start(): void;
  /** The answer before is old: the next one comes after a gap, and has its time from now on. */
  startOver(): void;
  stop(): void;
}

const lostAfterFailures = 3;
const lostAfterMs = 5_000;
/** Ten thousand calls, as many as legs are remembered: a call that is left out would look as if it had ended. */
const mostPages = 100;

export function createActiveCalls(options: ActiveCallsOptions): ActiveCalls {
  const { api, clock, emit, report } = options;
  const passing = createBackoff([1, 1, 2, 5, 10], options.random);
  const refused = createBackoff([10, 20, 25], options.random);
  const memory = createRowMemory();
  let stopped = false;
  let told = false;
  let afterGap = true;
  let failures = 0;
  let cancel = () => {};
  let cancelWatch: (() => void) | undefined;

  const poll = async () => {
    const startedMs = clock.nowMs();
    const askedAtMs = options.stampMs();
    if (failures === 0) watch();
    const calls: ActiveCall[] = [];
    let misread = 0;
    // Page by page: thousands of rows read in one go would keep every event waiting.
    const take = (rows: readonly unknown[]) => {
      for (const row of rows) {
        const call = memory.read(row);
        if (call !== undefined) calls.push(call);
        else {
          misread += 1;
          noteMisread(row);
        }
      }
    };
    const why = await readEachPage(api, "/xapi/v1/ActiveCalls", mostPages, take);
    memory.turn();
    unwatch();
    if (stopped) return;
    if (why !== undefined) return fail(await tellApart(api, why));
    // Rows of which none can be understood are no empty list: that would end every call.
    if (calls.length === 0 && misread > 0) fail(failure("not-3cx", "no row can be understood"));
    else succeed(calls, askedAtMs, startedMs);
  };

  const watch = () => {
    unwatch();
    cancelWatch = clock.after(lostAfterMs, lose);
  };

  const unwatch = () => {
    cancelWatch?.();
    cancelWatch = undefined;
  };

  const noteMisread = (row: unknown) =>
    options.logOnce.note("active-call", "A row of active calls cannot be understood.", JSON.stringify(row));

  const succeed = (calls: readonly ActiveCall[], askedAtMs: number, startedMs: number) => {
    const wasAfterGap = afterGap;
    const recovered = failures > 0;
    afterGap = false;
    told = false;
    failures = 0;
    passing.reset();
    refused.reset();
    emit((atMs) => ({ type: "active-calls", atMs, askedAtMs, afterGap: wasAfterGap, calls }));
    report.connected();
    options.onCalls(calls, recovered);
    const intervalMs = options.pollS * 1000;
    schedule(Math.max(startedMs + intervalMs - clock.nowMs(), intervalMs / 4));
  };

  const fail = (why: PbxFailure) => {
    if (stopped) return;
    failures += 1;
    options.logOnce.note(
      `active-calls-${why.kind}`,
      "The list of active calls could not be read.",
      why.detail,
    );
    const refusal = isRefusal(why.kind);
    if (refusal || failures >= lostAfterFailures) lose();
    if (afterGap) report.failed(why);
    schedule((refusal ? refused : passing).nextMs());
  };

  /** What is known of calls proves nothing any more; said once until the next success. */
  const lose = () => {
    if (stopped) return;
    afterGap = true;
    if (told) return;
    told = true;
    emit((atMs) => ({ type: "source-lost", atMs, source: "active-calls" }));
  };

  const schedule = (delayMs: number) => {
    cancel = clock.after(delayMs, () => void options.busy.run(poll));
  };

  return {
    start: () => void options.busy.run(poll),
    startOver: () => {
      afterGap = true;
      if (cancelWatch !== undefined) watch();
    },
    stop: () => {
      stopped = true;
      cancel();
      unwatch();
    },
  };
}

/** Any role may read `Defs`: if even that is forbidden, the role is not the reason. Source: several XAPI clients. */
async function tellApart(api: PbxApi, why: PbxFailure): Promise<PbxFailure> {
  if (why.kind !== "forbidden") return why;
  const defs = await api.get("/xapi/v1/Defs?$select=Id");
  return !defs.ok && defs.kind === "forbidden" ? failure("forbidden-everywhere", defs.detail, 403) : why;
}
