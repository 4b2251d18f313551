/**
 * The reconcile room as others use it: on request and each night it holds a day of the PBX's call log against
 * what this program told of it, keeps the result, and can have sent what nobody saw.
 */
import type { CallPage, CallQuery, CallView } from "../../src-shared/contract/call-view.ts";
import type { ReconcileReport, ReconcileState } from "../../src-shared/contract/reconcile-view.ts";
import { say } from "../../src-shared/messages/say.ts";
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Logger } from "../../src-shared/ports/logger.ts";
import type { Settings } from "../../src-shared/settings/settings.ts";
import type { LoggedCall } from "../../src-shared/telephony/call-log.ts";
import { reasonOf } from "../../src-shared/thrown.ts";
import { compareDay, ownStretch, type Compared } from "./compare-day.ts";
import { compareRecordings, type RecordingsToCompare } from "./compare-recordings.ts";
import { boundsOf, dayBefore, dayOf } from "./day.ts";
import { createDifferences } from "./differences.ts";
import { createNightly } from "./nightly.ts";
import { ownCallOf, type OwnCall } from "./own-calls.ts";
import type { ReadCallLog, ReconcileStore, Refusal, Span } from "./types.ts";
import { createWatchBook, type Watching } from "./watch-book.ts";
import { lineOf } from "./words.ts";

/** As much of the settings as the room needs. */
export type ReconcileRoomSettings = Pick<Settings, "pbx" | "endpoints" | "recordings" | "log" | "reconcile">;

export interface ReconcileOptions {
  readonly settings: ReconcileRoomSettings;
  readonly clock: Clock;
  readonly log: Logger;
  readonly store: ReconcileStore;
  readonly readLog: ReadCallLog;
  /** Finished calls, and those that go on. `page` rejects with a sentence when they cannot be read. */
  readonly calls: { page(query: CallQuery): Promise<CallPage>; live(): readonly CallView[] };
  /** Absent where recordings are left alone. */
  readonly recordings?: RecordingsToCompare;
  /** Makes events of a logged call and hands them to delivery; resolves when they are kept. */
  readonly tell: (logged: LoggedCall) => Promise<void>;
}

/** Why nothing was begun; a sentence for people. */
export type Begun = { readonly ok: true } | { readonly ok: false; readonly sentence: string };

export interface Reconcile {
  start(): Promise<void>;
  stop(): Promise<void>;
  apply(settings: ReconcileRoomSettings): void;
  /** What is seen of the PBX from now on. */
  watching(watching: Watching): void;
  /** Begins to compare a day, `YYYY-MM-DD`; default: yesterday. Progress and result: see `state`. */
  run(day?: string): Begun;
  /** Compares the day anew and sends what is missing, as many calls at most. */
  send(day: string, calls: number): Begun;
  state(): ReconcileState;
  /** Resolves when nothing is under way. Never rejects. */
  idle(): Promise<void>;
  onChange(listener: (state: ReconcileState) => void): void;
}

type Doing = NonNullable<ReconcileState["running"]>["doing"];

export function createReconcile(options: ReconcileOptions): Reconcile {
  const { clock, log, store } = options;
  const book = createWatchBook({ store, clock, log });
  const nightly = createNightly(clock, () => void begin(yesterday(), "comparing", 0, true));
  const listeners: ((state: ReconcileState) => void)[] = [];
  let { settings } = options;
  let state: ReconcileState = {};
  let underWay: Promise<void> | undefined;
  let ending = new AbortController();

  function tell(next: ReconcileState): void {
    state = next;
    for (const listener of listeners) listener(state);
  }

  function yesterday(): string {
    return dayBefore(dayOf(clock.nowMs(), settings.pbx.timezone));
  }

  function begin(day: string, doing: Doing, mostCalls: number, isNightly = false): Begun {
    if (underWay !== undefined) return { ok: false, sentence: say("reconcile.busy") };
    const bounds = boundsOf(day, settings.pbx.timezone);
    if (bounds === undefined) return { ok: false, sentence: say("reconcile.noDay", { day }) };
    const { keepDays } = settings.log;
    if (bounds.fromMs > clock.nowMs()) return { ok: false, sentence: say("reconcile.future", { day }) };
    if (bounds.toMs < clock.nowMs() - keepDays * dayMs)
      return { ok: false, sentence: say("reconcile.tooOld", { day, days: keepDays }) };
    const { problem: _before, sent: _sent, ...rest } = state;
    tell({ ...rest, running: { day, doing, calls: 0 } });
    underWay = work(day, bounds, doing, mostCalls, isNightly)
      .catch((error: unknown) => {
        const reason = reasonOf(error);
        log.warn("The comparison with the PBX's call log ended early.", { day, reason });
        const { running: _over, ...left } = state;
        tell({ ...left, problem: say("reconcile.failed", { reason }) });
      })
      .finally(() => {
        underWay = undefined;
      });
    return { ok: true };
  }

  async function work(
    day: string,
    bounds: Span,
    doing: Doing,
    mostCalls: number,
    isNightly: boolean,
  ): Promise<void> {
    let sent = 0;
    if (doing === "sending") {
      await compare(day, bounds, isNightly, async (logged) => {
        if (sent >= mostCalls || ending.signal.aborted) return;
        await options.tell(logged);
        sent += 1;
        progress(day, "sending", sent);
      });
      log.info("Calls that nobody saw were sent from the PBX's call log.", { day, calls: sent });
    }
    const report = await compare(day, bounds, isNightly);
    if (ending.signal.aborted) return;
    await store.keep(report);
    const { running: _over, ...rest } = state;
    tell({ ...rest, report, ...(doing === "sending" ? { sent: { day, calls: sent } } : {}) });
    logReport(report);
  }

  function progress(day: string, doing: Doing, calls: number): void {
    if (state.running !== undefined) tell({ ...state, running: { day, doing, calls } });
  }

  async function compare(
    day: string,
    bounds: Span,
    isNightly: boolean,
    onMissing?: (logged: LoggedCall) => Promise<void>,
  ): Promise<ReconcileReport> {
    const nowMs = clock.nowMs();
    const differences = createDifferences();
    const compared = await compareDay({
      ...{ day: bounds, nowMs, differences, internalCalls: settings.pbx.internalCalls },
      ...{ readLog: options.readLog, own: await ownCalls(bounds), watched: book.spans() },
      isStopped: () => ending.signal.aborted,
      ...(onMissing === undefined
        ? { onProgress: (calls: number) => progress(day, "comparing", calls) }
        : { onMissing }),
    });
    const toMs = Math.min(bounds.toMs, nowMs);
    const head = { day, fromMs: bounds.fromMs, toMs, ranAtMs: nowMs, nightly: isNightly };
    if ("ok" in compared) return { ...head, ...nothing, refused: wordsOf(compared) };
    const recordings = onMissing === undefined ? await recordingsOf(bounds, nowMs, differences) : {};
    return { ...head, ...compared, ...recordings, ...resultOf(differences) };
  }

  async function recordingsOf(
    bounds: Span,
    nowMs: number,
    differences: ReturnType<typeof createDifferences>,
  ): Promise<Pick<ReconcileReport, "recordings" | "recordingsRefused">> {
    if (options.recordings === undefined || settings.recordings.source === "off") return {};
    const { signal } = ending;
    const compared = await compareRecordings(options.recordings, bounds, nowMs, differences, signal);
    return "ok" in compared ? { recordingsRefused: wordsOf(compared) } : { recordings: compared };
  }

  /** A page at a time, each call with no more than is compared. */
  async function ownCalls(bounds: Span): Promise<OwnCall[]> {
    const mirrors = new Set(settings.endpoints.filter(({ mirror }) => mirror).map(({ name }) => name));
    const own = new Map<string, OwnCall>();
    const { fromMs, toMs } = ownStretch(bounds);
    for (const view of options.calls.live()) own.set(view.chainId, ownCallOf(view, mirrors));
    let cursor: string | undefined;
    do {
      const query = { fromMs, toMs, limit: pageRows, ...(cursor === undefined ? {} : { cursor }) };
      const page = await options.calls.page(query);
      for (const view of page.rows) own.set(view.chainId, ownCallOf(view, mirrors));
      ({ cursor } = page);
    } while (cursor !== undefined && !ending.signal.aborted);
    return [...own.values()];
  }

  function logReport(report: ReconcileReport): void {
    const { day, unexplained, missing } = report;
    if (report.refused !== undefined) log.info(lineOf(report), { day });
    else if (unexplained > 0 || missing > 0) log.warn(lineOf(report), { day, unexplained, missing });
    else log.info(lineOf(report), { day });
  }

  return {
    async start() {
      ending = new AbortController();
      await book.start();
      const report = await store.latest();
      if (report !== undefined) tell({ ...state, report });
      followNights(report?.ranAtMs);
    },
    async stop() {
      ending.abort();
      nightly.stop();
      await underWay;
      await book.stop();
    },
    apply(next) {
      settings = next;
      followNights();
    },
    watching: book.note,
    run: (day = yesterday()) => begin(day, "comparing", 0),
    send: (day, calls) => begin(day, "sending", calls),
    state: () => state,
    idle: async () => underWay,
    onChange: (listener) => void listeners.push(listener),
  };

  function followNights(lastMs?: number): void {
    const { nightly: on, at } = settings.reconcile;
    nightly.follow(on ? at : undefined, lastMs);
  }
}

const dayMs = 86_400_000;
const pageRows = 200;
const nothing = {
  ...{ logged: 0, delivered: 0, internal: 0, unexplained: 0, missing: 0 },
  differences: [],
};

function wordsOf({ sentence, advice }: Refusal): { readonly sentence: string; readonly advice: string } {
  return { sentence, advice };
}

function resultOf(differences: ReturnType<typeof createDifferences>) {
  return {
    differences: differences.all(),
    unexplained: differences.unexplained(),
    missing: differences.missing(),
  } satisfies Partial<ReconcileReport> & Partial<Compared>;
}
