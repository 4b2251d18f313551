import type { ActiveCall } from "./active-call.ts";
import type { LoggedCall } from "./call-log.ts";
import type { Directory } from "./directory.ts";
import type { DnRef } from "./dn.ts";
import type { Leg } from "./leg.ts";

/** The two sources that are fused; either may be missing. */
export type CallSource = "call-control" | "active-calls";

/**
 * Everything that `pbx` tells `calls`, in the order it became known. `atMs` is when the answer
 * arrived; it never runs backwards within one run. `askedAtMs` is when the question left, so a
 * slow answer cannot overrule what was seen meanwhile.
 */
export type Observation =
  /** A leg is as given: new or changed, possibly unchanged. */
  | { readonly type: "leg"; readonly atMs: number; readonly leg: Leg }
  /** A leg has gone: removed, or 404 after an upsert. Its DN and id may never have been seen. */
  | { readonly type: "leg-gone"; readonly atMs: number; readonly dn: string; readonly legId: number }
  /**
   * All legs of the monitored DNs. Legs that are known but not listed are gone.
   * `afterGap`: the first snapshot after start or after events may have been missed.
   */
  | {
      readonly type: "snapshot";
      readonly atMs: number;
      readonly askedAtMs: number;
      readonly afterGap: boolean;
      readonly monitored: readonly DnRef[];
      readonly legs: readonly Leg[];
    }
  /** All calls of the PBX at one moment. `afterGap` as above, for this source. */
  | {
      readonly type: "active-calls";
      readonly atMs: number;
      readonly askedAtMs: number;
      readonly afterGap: boolean;
      readonly calls: readonly ActiveCall[];
    }
  | { readonly type: "directory"; readonly atMs: number; readonly directory: Directory }
  /** A source stopped telling. What it said last stays on record but proves nothing any more. */
  | { readonly type: "source-lost"; readonly atMs: number; readonly source: CallSource }
  /**
   * Finished calls from the PBX's log; `final` when no further answer for this question will come. `unread`: the log
   * could not be read, so that no call in it means nothing.
   */
  | {
      readonly type: "call-log";
      readonly atMs: number;
      readonly fromMs: number;
      readonly toMs: number;
      readonly final: boolean;
      readonly unread?: boolean;
      readonly calls: readonly LoggedCall[];
    }
  /** Nothing else was seen until `atMs`: grace periods may end. */
  | { readonly type: "time"; readonly atMs: number };
