/**
 * Asks the PBX's call log about a stretch of time. Rows appear some seconds after a call, so each
 * question is asked again 2, 5 and 15 s later. The log is slow on busy systems: one request at a time,
 * and questions that are due together share it.
 */
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { ReadCallLog } from "../reconcile/types.ts";
import type { LoggedCall } from "../../src-shared/telephony/call-log.ts";
import type { PbxApi } from "./api.ts";
import type { Busy } from "./busy.ts";
import type { EmitObservation } from "./emitter.ts";
import { isRefusal, type PbxFailure } from "./failure.ts";
import type { LogOnce } from "./log-once.ts";
import { pageSize, readPages } from "./pages.ts";
import type { SourceReport } from "./state.ts";
import { type KnownType, parseCallLog } from "./wire/call-log-rows.ts";
import { type PbxAddress, stateNameOf, wordsFor } from "./words.ts";

export interface CallLogOptions {
  readonly api: PbxApi;
  readonly clock: Clock;
  readonly logOnce: LogOnce;
  readonly busy: Busy;
  readonly emit: EmitObservation;
  readonly report: SourceReport;
  readonly knownType: KnownType;
  readonly address: PbxAddress;
}

export interface CallLogReader {
  /** Emits one `call-log` observation per answer; the last one is `final`, also when the log is out of reach. */
  ask(fromMs: number, toMs: number): void;
  /** The log of a stretch, once, to look at: nothing is observed. */
  read: ReadCallLog;
  stop(): void;
}

interface Question {
  readonly fromMs: number;
  readonly toMs: number;
  tries: number;
}

/** Waits between the tries: the log is asked at 0, 2, 5 and 15 s. */
const againAfterMs = [2_000, 3_000, 10_000];
const mostPages = 20;
/** So much of a whole day is read at a time. */
const mostPagesToLook = 100;
const timeoutMs = 30_000;
/** Rows of a call that began before the stretch must not look like a call of their own. */
const lookBackMs = 30 * 60_000;

export function createCallLogReader(options: CallLogOptions): CallLogReader {
  const { api, clock, busy, emit, report, logOnce } = options;
  const timers = new Set<() => void>();
  let due: Question[] = [];
  let asking = false;
  let stopped = false;

  const askDue = async () => {
    asking = true;
    while (due.length > 0 && !stopped) {
      const questions = due;
      due = [];
      const fromMs = Math.min(...questions.map((question) => question.fromMs)) - lookBackMs;
      const toMs = Math.max(clock.nowMs(), ...questions.map((question) => question.toMs));
      const result = await readPages(api, callLogPath(fromMs, toMs), mostPages, timeoutMs);
      if (stopped) break;
      if (result.ok) answer(questions, result.rows);
      else fail(questions, result);
    }
    asking = false;
  };

  const answer = (questions: readonly Question[], rows: readonly unknown[]) => {
    const { calls, damaged } = parseCallLog(rows, options.knownType);
    if (damaged > 0)
      logOnce.note("call-log-row", "Rows of the call log cannot be understood.", `${damaged} rows`);
    report.connected();
    for (const question of questions) {
      tell(
        question,
        calls.filter((call) => touches(call, question)),
        isLastTry(question),
      );
      askAgain(question);
    }
  };

  const fail = (questions: readonly Question[], why: PbxFailure) => {
    logOnce.note(`call-log-${why.kind}`, "The call log could not be read.", why.detail);
    report.failed(why);
    for (const question of questions) {
      if (isRefusal(why.kind) || isLastTry(question)) tellUnread(question);
      else askAgain(question);
    }
  };

  const tell = ({ fromMs, toMs }: Question, calls: readonly LoggedCall[], final: boolean) =>
    emit((atMs) => ({ type: "call-log", atMs, fromMs, toMs, final, calls }));

  const tellUnread = ({ fromMs, toMs }: Question) =>
    emit((atMs) => ({ type: "call-log", atMs, fromMs, toMs, final: true, unread: true, calls: [] }));

  const askAgain = (question: Question) => {
    const delayMs = againAfterMs[question.tries];
    if (delayMs === undefined || stopped) return;
    question.tries += 1;
    const cancel = clock.after(delayMs, () => {
      timers.delete(cancel);
      enqueue(question);
    });
    timers.add(cancel);
  };

  const enqueue = (question: Question) => {
    due.push(question);
    if (!asking) void busy.run(askDue);
  };

  const read: ReadCallLog = async (fromMs, toMs) => {
    const result = await readPages(api, callLogPath(fromMs, toMs), mostPagesToLook, timeoutMs);
    if (!result.ok) {
      return {
        ok: false,
        ...wordsFor(stateNameOf("callLog", result.kind), "callLog", options.address, result),
      };
    }
    const { calls } = parseCallLog(result.rows, options.knownType);
    return { ok: true, calls, more: result.rows.length >= mostPagesToLook * pageSize };
  };

  return {
    read: (fromMs, toMs) => busy.run(() => read(fromMs, toMs)),
    ask: (fromMs, toMs) => {
      if (!stopped) enqueue({ fromMs, toMs, tries: 0 });
    },
    stop: () => {
      stopped = true;
      for (const cancel of timers) cancel();
      timers.clear();
    },
  };
}

function isLastTry(question: Question): boolean {
  return question.tries >= againAfterMs.length;
}

function touches(call: LoggedCall, { fromMs, toMs }: Question): boolean {
  return call.endedAtMs >= fromMs && call.startedAtMs <= toMs;
}

/** All arguments are required: a missing one is a 404 (seen on live systems). Whole seconds, outward. */
export function callLogPath(fromMs: number, toMs: number): string {
  const from = isoSeconds(Math.floor(fromMs / 1000));
  const to = isoSeconds(Math.ceil(toMs / 1000));
  return (
    `/xapi/v1/ReportCallLogData/Pbx.GetCallLogData(periodFrom=${from},periodTo=${to},` +
    "sourceType=0,sourceFilter='',destinationType=0,destinationFilter='',callsType=0," +
    "callTimeFilterType=0,callTimeFilterFrom='0:00:0',callTimeFilterTo='0:00:0',hidePcalls=true)"
  );
}

function isoSeconds(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}
