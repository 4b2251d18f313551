/**
 * Which talk a recording belongs to, the best evidence first: the ids that the call log names, the callid in
 * the file's name (together with time and a side), then extension, other number and time. Pure.
 */
import type { LoggedCall } from "../../../src-shared/telephony/call-log.ts";
import type { EndedLink, ListedRecording, Match, SourceFile } from "../types.ts";
import { matchByCallLog } from "./by-call-log.ts";
import { shiftedFits } from "./clock-shift.ts";
import { type Fit, fitOf } from "./fit.ts";
import { sameNumber } from "./numbers.ts";
import { type Pick, pick } from "./pick.ts";
import { type OpenLink, type Talk, talksOf } from "./talk.ts";
import { traceOfFile } from "./trace.ts";
import { lookedForWords, severalWords } from "./words.ts";

/** Rows, files and links may come this long after the talk. */
export const PATIENCE_MS = 10 * 60_000;
/** What had its last change longer ago than this lay there for long: nothing is still to come. */
const OLD_MS = 60 * 60_000;
/** Clocks of two machines that are set by the network, and the PBX's time to note what begins. */
const CLOCKS_APART_MS = 10_000;

export interface MatchContext {
  /** Links that are over; those `searchSpans` names are enough. */
  readonly links: readonly EndedLink[];
  readonly open: readonly OpenLink[];
  readonly loggedCalls: readonly LoggedCall[];
  /** The row of this very file in the PBX's list; see `findListed`. */
  readonly listed?: ListedRecording | undefined;
  readonly nowMs: number;
  /** When the file was first seen, complete or not; default: its last change. */
  readonly foundAtMs?: number | undefined;
  /** Of the PBX, an IANA name, for times in sentences; `undefined`: that of this machine. */
  readonly timezone?: string | undefined;
  /** What the last match said its file's clock was off by; absent: not known yet. */
  readonly clockShiftMs?: number | undefined;
}

/** A talk that was weighed. */
export interface Consideration {
  readonly chainId: string;
  readonly link: number;
  readonly extension: boolean;
  readonly number: boolean;
  /** The number in the file's name is one of its callids. */
  readonly callId: boolean;
  readonly startApartMs: number;
  readonly clockShiftMs: number;
}

export type MatchResult =
  | {
      readonly type: "matched";
      readonly match: Match;
      readonly considered: readonly Consideration[];
      /** To hand in with the next file: the same PBX writes all names by one clock. */
      readonly clockShiftMs: number | undefined;
    }
  /** Ask again at `untilMs`, or sooner when a link ends or rows of the log come. */
  | { readonly type: "wait"; readonly untilMs: number; readonly why: string }
  | { readonly type: "unmatched"; readonly sentence: string };

export function matchRecording(file: SourceFile, context: MatchContext): MatchResult {
  const talks = talksOf(context.links, context.open);
  const byLog = matchByCallLog(file, talks, context);
  if (byLog !== undefined) return decide(file, context, byLog, "call-log");
  const trace = traceOfFile(file, context.listed);
  if (trace === undefined) return decide(file, context, { type: "none" }, "numbers-and-time");
  const usualMs = trace.zoneSure ? 0 : (context.clockShiftMs ?? 0);
  const enough = (fit: Fit) => isEnough(fit, names(file, context, fit.talk));
  const usual = pick(talks.flatMap((talk) => fitOf(talk, trace, usualMs) ?? []).filter(enough));
  const shifted = shiftedFits(talks, trace, usualMs);
  return decide(file, context, weigh(usual, shifted), "numbers-and-time");
}

/** Who and with whom; or one of them with the callid and, since that one is never proven, the exact begin. */
function isEnough(fit: Fit, named: boolean): boolean {
  if (fit.extension && fit.number) return true;
  return named && fit.exactStart && (fit.extension || fit.number);
}

/** A file that is named by another clock contradicts what it fits by the usual one: it was complete much later. */
function weigh(usual: Pick, shifted: readonly Fit[]): Pick {
  if (usual.type === "none") return pick(shifted);
  const fits = usual.type === "one" ? [usual.fit] : usual.fits;
  const others = shifted.filter(({ talk }) => !fits.some((fit) => fit.talk === talk));
  if (others.length === 0 || (usual.type === "one" && usual.fit.onTime)) return usual;
  return { type: "several", fits: [...fits, ...others] };
}

/** The number in the name speaks for this talk; it does not where the list says that it is the recording's own. */
function names(file: SourceFile, { listed }: MatchContext, talk: Talk): boolean {
  const { nameNumber, recordingId = listed?.recordingId } = file;
  if (nameNumber === undefined) return false;
  if (talk.recordingIds.includes(nameNumber)) return true;
  return nameNumber !== recordingId && talk.callIds.includes(nameNumber);
}

function decide(
  file: SourceFile,
  context: MatchContext,
  picked: Pick,
  evidence: "call-log" | "numbers-and-time",
): MatchResult {
  const { nowMs } = context;
  const deadlineMs = deadlineOf(file, context);
  const isOver = nowMs >= deadlineMs;
  switch (picked.type) {
    case "none":
      if (isOver) return { type: "unmatched", sentence: lookedForWords(file, context) };
      return { type: "wait", untilMs: deadlineMs, why: "Its call is not known yet." };
    case "several": {
      const goesOn = picked.fits.some(({ talk }) => talk.endMs === undefined);
      if (isOver && !goesOn) return { type: "unmatched", sentence: severalWords(picked.fits, context) };
      const untilMs = isOver ? nowMs + PATIENCE_MS : deadlineMs;
      return { type: "wait", untilMs, why: "Several calls fit it; the call log may tell which." };
    }
    case "one": {
      const { fit } = picked;
      if (fit.talk.endMs === undefined)
        return { type: "wait", untilMs: nowMs + PATIENCE_MS, why: "Its call goes on." };
      const sure = isSure(fit) || isAlone(fit, file, context);
      if (!sure && evidence !== "call-log" && !isOver)
        return { type: "wait", untilMs: deadlineMs, why: "A call that fits it better may still be told." };
      return matched(file, context, fit, evidence);
    }
    default: {
      const _never: never = picked;
      return _never;
    }
  }
}

/** Only the clocks' tolerance lets it fit: the call before or after may be the right one, and not known yet. */
function isSure(fit: Fit): boolean {
  return fit.exactStart || fit.onTime;
}

/** Two clocks a few seconds apart are usual: it is sure where nobody else of these talked about that time. */
function isAlone({ talk, startApartMs, shiftMs }: Fit, file: SourceFile, context: MatchContext): boolean {
  const trace = traceOfFile(file, context.listed);
  if (trace === undefined || talk.endMs === undefined || Math.abs(startApartMs) > CLOCKS_APART_MS)
    return false;
  const doneMs = trace.endMs === undefined ? trace.doneMs : trace.endMs + shiftMs;
  if (Math.abs(doneMs - talk.endMs) > CLOCKS_APART_MS) return false;
  const fromMs = Math.min(talk.startMs, talk.startMs + startApartMs) - CLOCKS_APART_MS;
  const toMs = Math.max(talk.endMs, doneMs) + CLOCKS_APART_MS;
  return talksOf(context.links, context.open)
    .filter((other) => !(other.chainId === talk.chainId && other.link === talk.link))
    .filter(({ startMs, endMs }) => startMs <= toMs && (endMs ?? Number.POSITIVE_INFINITY) >= fromMs)
    .every((other) => !sharesSide(talk, other));
}

function sharesSide(one: Talk, other: Talk): boolean {
  const phones = other.extensions.some((extension) => one.extensions.includes(extension));
  return phones || sameNumber(one.number, other.number);
}

function matched(
  file: SourceFile,
  context: MatchContext,
  fit: Fit,
  evidence: "call-log" | "numbers-and-time",
): MatchResult {
  const { chainId, link } = fit.talk;
  const named = names(file, context, fit.talk);
  const best = evidence === "call-log" || !named ? evidence : "callid";
  const talks = talksOf(context.links, context.open);
  const trace = traceOfFile(file, context.listed);
  const fits = trace ? talks.flatMap((talk) => fitOf(talk, trace, fit.shiftMs) ?? []) : [];
  const isClockTold = evidence !== "call-log" && trace !== undefined && !trace.zoneSure;
  return {
    type: "matched",
    match: { chainId, link, evidence: best },
    considered: (fits.length > 0 ? fits : [fit]).map((each) => considered(each, file, context)),
    clockShiftMs: isClockTold ? fit.shiftMs : context.clockShiftMs,
  };
}

function considered(fit: Fit, file: SourceFile, context: MatchContext): Consideration {
  const { talk, extension, number, startApartMs, shiftMs } = fit;
  const callId = names(file, context, talk);
  const { chainId, link } = talk;
  return { chainId, link, extension, number, callId, startApartMs, clockShiftMs: shiftMs };
}

function deadlineOf(file: SourceFile, { nowMs, foundAtMs }: MatchContext): number {
  const found = Math.min(foundAtMs ?? file.modifiedAtMs, nowMs);
  return found - file.modifiedAtMs > OLD_MS ? found : found + PATIENCE_MS;
}
