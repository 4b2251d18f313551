/**
 * Holds one day of the PBX's call log against this program's record. The log is read some hours at a time,
 * so a day with tens of thousands of calls needs the memory of its busiest hours.
 */
import type { LoggedCall } from "../../src-shared/telephony/call-log.ts";
import type { Differences } from "./differences.ts";
import { itemOfLogged, itemOfOwn, nameOfMissing, namesOfSeen, talkOf, talksDiffer } from "./explain.ts";
import { createCallMatcher } from "./match-calls.ts";
import type { OwnCall } from "./own-calls.ts";
import type { ReadCallLog, Refusal, Span, WatchSpans } from "./types.ts";

export interface CompareOptions {
  readonly day: Span;
  /** Wall clock. Of a day that goes on, the log is read up to here. */
  readonly nowMs: number;
  readonly internalCalls: boolean;
  readonly readLog: ReadCallLog;
  /** All that arrived near the day; see `ownFromMs`. */
  readonly own: readonly OwnCall[];
  readonly watched: WatchSpans;
  readonly differences: Differences;
  /** Told as they are found, in the order of their start. */
  readonly onMissing?: (logged: LoggedCall) => Promise<void>;
  /** How many calls were read so far. */
  readonly onProgress?: (calls: number) => void;
  readonly isStopped: () => boolean;
}

export interface Compared {
  readonly logged: number;
  readonly delivered: number;
  readonly internal: number;
}

const hourMs = 3_600_000;
const stretchMs = 2 * hourMs;
/** Rows of a call stand at the begin of each of its steps: a step so much later still belongs to it. */
const marginMs = hourMs;
/** Conversations of the evening before may have steps after midnight. */
const ownBeforeMs = 12 * hourMs;
/** A call that begins at midnight may be the day before in the log. */
const edgeMs = 2 * 60_000;
/** Rows appear some seconds after a call; a busy PBX takes minutes. */
const logLateMs = 15 * 60_000;

export function ownStretch({ fromMs, toMs }: Span): Span {
  return { fromMs: fromMs - ownBeforeMs, toMs: toMs + edgeMs };
}

/** Resolves with the numbers, or with why the PBX does not give its log. */
export async function compareDay(options: CompareOptions): Promise<Compared | Refusal> {
  const { day, differences, own, nowMs } = options;
  const matcher = createCallMatcher(own);
  const read = new Set<string>();
  /** Seconds of talk in all that the log has of a conversation. */
  const talks = new Map<OwnCall, { loggedS: number; first: LoggedCall }>();
  let logged = 0;
  let delivered = 0;
  let internal = 0;

  async function take(call: LoggedCall): Promise<void> {
    const counts = call.startedAtMs >= day.fromMs && call.startedAtMs < day.toMs;
    if (call.direction === "internal" && !options.internalCalls) {
      if (counts) internal += 1;
      return;
    }
    const match = matcher.find(call);
    if (!counts) return;
    logged += 1;
    if (match === undefined) {
      differences.add(nameOfMissing(call, options.watched), itemOfLogged(call));
      return options.onMissing?.(call);
    }
    if (match.delivered) delivered += 1;
    for (const named of namesOfSeen(match)) differences.add(named, itemOfLogged(call, match));
    const talk = talks.get(match) ?? { loggedS: 0, first: call };
    talks.set(match, { ...talk, loggedS: talk.loggedS + talkOf(call) });
  }

  const lastMs = Math.min(day.toMs, nowMs);
  for (let fromMs = day.fromMs; fromMs < lastMs && !options.isStopped(); fromMs += stretchMs) {
    const first = fromMs === day.fromMs;
    const toMs = Math.min(fromMs + stretchMs, lastMs);
    const last = toMs === lastMs;
    const stretch = { fromMs: first ? fromMs - edgeMs : fromMs, toMs: last ? toMs + edgeMs : toMs };
    const answer = await readStretch(options.readLog, stretch);
    if (!answer.ok) return answer;
    for (const call of answer.calls) {
      if (options.isStopped()) break;
      if (read.has(call.historyId)) continue;
      read.add(call.historyId);
      await take(call);
    }
    options.onProgress?.(logged);
  }
  for (const [call, { loggedS, first }] of talks) {
    if (call.endedAtMs === undefined || !talksDiffer(loggedS, call.talkS)) continue;
    differences.add(
      { kind: "duration" },
      { ...itemOfLogged(first, call), talkS: loggedS, ownTalkS: call.talkS },
    );
  }
  for (const call of matcher.left()) {
    if (call.endedAtMs === undefined || call.arrivedAtMs < day.fromMs || call.arrivedAtMs >= day.toMs)
      continue;
    const late = nowMs - call.endedAtMs < logLateMs;
    differences.add({ kind: late ? "log-late" : "not-in-log" }, itemOfOwn(call));
  }
  return { logged, delivered, internal };
}

/** Calls that began in the stretch, with all their steps; halved as long as there are more than can be read. */
async function readStretch(
  readLog: ReadCallLog,
  { fromMs, toMs }: Span,
): Promise<{ readonly ok: true; readonly calls: readonly LoggedCall[] } | Refusal> {
  const answer = await readLog(fromMs - marginMs, toMs + marginMs);
  if (!answer.ok) return answer;
  const lengthMs = toMs - fromMs;
  if (answer.more && lengthMs > 5 * 60_000) {
    const middleMs = fromMs + Math.floor(lengthMs / 2);
    const before = await readStretch(readLog, { fromMs, toMs: middleMs });
    if (!before.ok) return before;
    const after = await readStretch(readLog, { fromMs: middleMs, toMs });
    return after.ok ? { ok: true, calls: [...before.calls, ...after.calls] } : after;
  }
  const calls = answer.calls.filter(({ startedAtMs }) => startedAtMs >= fromMs && startedAtMs < toMs);
  return { ok: true, calls };
}
