/** A list's rows with their holding: by pointer, focus, scrolling or selection, by the pause button, or not. */
import { useCallback, useEffect, useRef, useState } from "react";
import { heldRows } from "./live-rows.ts";

/** `held`: somebody reads. `paused`: somebody said so. */
export type LiveState = "live" | "held" | "paused";

/** After the pointer left, a moment passes before rows move again. */
const leaveMs = 2_000;

export interface Live<Row> {
  readonly rows: readonly Row[];
  readonly newCount: number;
  readonly state: LiveState;
  /** Wall clock of this machine: since when rows stand still; absent while live. */
  readonly heldSinceMs?: number;
  pause(): void;
  /** Back to live, whatever held it. */
  resume(): void;
  toggle(): void;
  /** Takes in what came, and stays held if it was. */
  showNew(): void;
  /** Rises when the grid is to go to its top. */
  readonly topRound: number;
  /** For the grid: a reason to hold begins or ends. */
  hold(reason: HoldReason, held: boolean): void;
}

export type HoldReason = "pointer" | "focus" | "scrolled" | "selected";

interface Hold {
  readonly reasons: ReadonlySet<HoldReason>;
  readonly paused: boolean;
  /** Since when any of it holds. */
  readonly sinceMs?: number;
}

const free: Hold = { reasons: new Set(), paused: false };

function held({ reasons, paused }: Hold): boolean {
  return paused || reasons.size > 0;
}

function withReason(hold: Hold, reason: HoldReason, on: boolean, nowMs: number): Hold {
  if (hold.reasons.has(reason) === on) return hold;
  const reasons = new Set(hold.reasons);
  if (on) reasons.add(reason);
  else reasons.delete(reason);
  const next = { ...hold, reasons };
  return held(next) ? { ...next, sinceMs: hold.sinceMs ?? nowMs } : free;
}

/** Rows that did not change must be the same objects. A changed `listKey` (a filter) takes all rows anew. */
export function useLiveRows<Row>(rows: readonly Row[], idOf: (row: Row) => string, listKey = ""): Live<Row> {
  const [hold, setHold] = useState<Hold>(free);
  const [topRound, setTopRound] = useState(0);
  const [kept, setKept] = useState({ shown: rows, listKey });

  const fresh = !held(hold) || kept.listKey !== listKey;
  const live = fresh ? { shown: rows, newCount: 0 } : heldRows(kept.shown, rows, idOf);
  const isSame = sameRows(kept.shown, live.shown);
  if (!isSame || kept.listKey !== listKey) setKept({ shown: live.shown, listKey });

  const pause = useCallback(
    () => setHold((before) => ({ sinceMs: Date.now(), ...before, paused: true })),
    [],
  );
  const resume = useCallback(() => {
    setHold(free);
    setTopRound((round) => round + 1);
  }, []);
  const showNew = useCallback(() => {
    setKept({ shown: rows, listKey });
    setTopRound((round) => round + 1);
  }, [rows, listKey]);
  const state: LiveState = hold.paused ? "paused" : held(hold) ? "held" : "live";
  return {
    rows: isSame ? kept.shown : live.shown,
    newCount: live.newCount,
    state,
    ...(hold.sinceMs === undefined ? {} : { heldSinceMs: hold.sinceMs }),
    pause,
    resume,
    toggle: state === "live" ? pause : resume,
    showNew,
    topRound,
    hold: useReasons(setHold),
  };
}

/** Callers may filter while they render: a new array of the same rows is no change. */
function sameRows(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a === b || (a.length === b.length && a.every((row, at) => row === b[at]));
}

/** A pointer that leaves keeps the list held for a moment. */
function useReasons(setHold: (change: (before: Hold) => Hold) => void): Live<unknown>["hold"] {
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(leaving.current), []);
  return useCallback(
    (reason, on) => {
      const change = () => setHold((before) => withReason(before, reason, on, Date.now()));
      if (reason === "pointer") clearTimeout(leaving.current);
      if (reason === "pointer" && !on) leaving.current = setTimeout(change, leaveMs);
      else change();
    },
    [setHold],
  );
}
