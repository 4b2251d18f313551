/** A talk that recordings may belong to: what a link that is over, or goes on, says of it. */
import type { CallDirection, StartedEvent } from "../../../src-shared/telephony/call-event.ts";
import type { EndedLink } from "../types.ts";

/** A link whose talk goes on. Its recordings may be complete before it ends (switched off, handed over). */
export interface OpenLink {
  readonly started: StartedEvent;
}

export interface Talk {
  readonly chainId: string;
  readonly link: number;
  /** Whose phone was recorded; of an internal talk both, the caller's first. */
  readonly extensions: readonly string[];
  /** The outside number as the PBX showed it; of an internal talk the caller's extension. */
  readonly number: string;
  readonly direction: CallDirection;
  /** Of its chain. */
  readonly arrivedAtMs: number;
  readonly startMs: number;
  /** `undefined` while it goes on. */
  readonly endMs: number | undefined;
  readonly callIds: readonly number[];
  readonly recordingIds: readonly number[];
}

/** Every talk among these links; what was missed has none. */
export function talksOf(links: readonly EndedLink[], open: readonly OpenLink[]): readonly Talk[] {
  const over = new Set(links.map(({ ended }) => `${ended.chainId}-${ended.link}`));
  const going = open.filter(({ started }) => !over.has(`${started.chainId}-${started.link}`));
  return [...links.flatMap((link) => talkOfEnded(link) ?? []), ...going.map(talkOfOpen)];
}

export function talkOfEnded({ ended, callIds, recordingIds }: EndedLink): Talk | undefined {
  if (ended.finish !== "ok" || ended.startedAtMs === undefined) return undefined;
  return {
    chainId: ended.chainId,
    link: ended.link,
    extensions: extensionsOf(ended),
    number: ended.callerNumber,
    direction: ended.direction,
    arrivedAtMs: ended.arrivedAtMs,
    startMs: ended.startedAtMs,
    endMs: Math.max(ended.atMs, ended.startedAtMs),
    callIds,
    recordingIds,
  };
}

function talkOfOpen({ started }: OpenLink): Talk {
  const callId = Number(/_(\d+)$/.exec(started.chainId)?.[1]);
  return {
    chainId: started.chainId,
    link: started.link,
    extensions: extensionsOf(started),
    number: started.callerNumber,
    direction: started.direction,
    arrivedAtMs: started.arrivedAtMs,
    startMs: started.atMs,
    endMs: undefined,
    callIds: Number.isNaN(callId) ? [] : [callId],
    recordingIds: [],
  };
}

function extensionsOf(event: Pick<StartedEvent, "direction" | "callerNumber" | "user">): readonly string[] {
  return event.direction === "internal" ? [event.callerNumber, event.user] : [event.user];
}
