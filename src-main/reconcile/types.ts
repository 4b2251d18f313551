/** The room's ports: what it asks of the PBX's log, of this program's own record, and where it keeps results. */
import type { ReconcileReport } from "../../src-shared/contract/reconcile-view.ts";
import type { LoggedCall } from "../../src-shared/telephony/call-log.ts";

/** `sentence` and `advice` say why, to an administrator. */
export interface Refusal {
  readonly ok: false;
  readonly sentence: string;
  readonly advice: string;
}

export type LogAnswer =
  | {
      readonly ok: true;
      readonly calls: readonly LoggedCall[];
      /** There were more rows than are read at a time: ask for a shorter stretch. */
      readonly more: boolean;
    }
  | Refusal;

/** Calls with a row that began in the stretch (ms since 1970), in the order of their start. Never rejects. */
export type ReadCallLog = (fromMs: number, toMs: number) => Promise<LogAnswer>;

/** A stretch of time in which something held. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** When this program ran, was connected to 3CX at all, and saw all calls of the PBX. Each in the order of time. */
export interface WatchSpans {
  readonly running: readonly Span[];
  readonly connected: readonly Span[];
  readonly seeingAll: readonly Span[];
}

/** Keeps results and spans over restarts. Reading never rejects: what cannot be read is not there. */
export interface ReconcileStore {
  spans(): Promise<WatchSpans>;
  keepSpans(spans: WatchSpans): Promise<void>;
  latest(): Promise<ReconcileReport | undefined>;
  keep(report: ReconcileReport): Promise<void>;
}
