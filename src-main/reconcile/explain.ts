/** Gives each difference between a logged call and this program's record its name. Pure. */
import type { DifferenceItem } from "../../src-shared/contract/reconcile-view.ts";
import type { LoggedCall } from "../../src-shared/telephony/call-log.ts";
import type { Named } from "./differences.ts";
import type { OwnCall } from "./own-calls.ts";
import { gapAround } from "./spans.ts";
import type { WatchSpans } from "./types.ts";

/** Why nobody saw a call. */
export function nameOfMissing({ startedAtMs, endedAtMs }: LoggedCall, watched: WatchSpans): Named {
  const stopped = gapAround(watched.running, startedAtMs, endedAtMs);
  if (stopped !== undefined) return { kind: "stopped", ...stopped };
  const alone = gapAround(watched.connected, startedAtMs, endedAtMs);
  if (alone !== undefined) return { kind: "disconnected", ...alone };
  const partly = gapAround(watched.seeingAll, startedAtMs, endedAtMs);
  return partly === undefined ? { kind: "unseen" } : { kind: "not-monitored" };
}

/** What stands in the way of calling a seen call delivered; may be nothing. */
export function namesOfSeen(own: OwnCall): readonly Named[] {
  if (own.endedAtMs === undefined) return [{ kind: "open" }];
  if (!own.wanted) return [{ kind: "unwanted" }];
  return own.undelivered;
}

export function itemOfLogged(logged: LoggedCall, own?: OwnCall): DifferenceItem {
  return {
    atMs: logged.startedAtMs,
    number: logged.number,
    direction: logged.direction,
    user: own?.user ?? logged.segments.findLast(({ dn }) => dn !== "")?.dn ?? "",
    talkS: talkOf(logged),
    ...(own === undefined ? {} : { chainId: own.chainId }),
  };
}

export function itemOfOwn({ arrivedAtMs, number, direction, user, chainId, talkS }: OwnCall): DifferenceItem {
  return { atMs: arrivedAtMs, number, direction, user, chainId, ownTalkS: talkS };
}

/** Seconds in which at least one extension talked: around a hold or in a conference talks overlap. */
export function talkOf({ segments }: LoggedCall): number {
  const talks = segments
    .filter(({ answered, dnType }) => answered && dnType === "extension")
    .map(({ startedAtMs, ringingS, talkingS }) => ({ from: startedAtMs / 1000 + ringingS, talkingS }))
    .toSorted((a, b) => a.from - b.from);
  let total = 0;
  let until = 0;
  for (const { from, talkingS } of talks) {
    total += Math.max(0, from + talkingS - Math.max(from, until));
    until = Math.max(until, from + talkingS);
  }
  return Math.round(total);
}

/** A hold, a ringing transfer or a slow poll moves a talk's bounds by some seconds. */
const toleranceS = 10;

export function talksDiffer(loggedS: number, ownS: number): boolean {
  return Math.abs(loggedS - ownS) > Math.max(toleranceS, loggedS / 10);
}
