/**
 * A time-out that counts the time in which something could have come. A stall of this program or its
 * machine is nobody's fault: a request may not even have left, and an answer may lie in the socket.
 */
import { clearImmediate, clearTimeout, setImmediate, setTimeout } from "node:timers";

/** A timer this late was held up, and with it everything else. */
const stallMs = 250;

export interface TimeOut {
  /** Begins (again) to wait for `ms`. */
  start(ms: number): void;
  stop(): void;
}

/** What it needs of the machine; each function that starts something returns one that cancels it. */
export interface Timers {
  /** Milliseconds that never jump. */
  nowMs(): number;
  after(ms: number, run: () => void): () => void;
  /** Runs once what has arrived was looked at. */
  soon(run: () => void): () => void;
}

const realTimers: Timers = {
  nowMs: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  soon(run) {
    const immediate = setImmediate(run);
    return () => clearImmediate(immediate);
  },
};

/**
 * Calls `onOver` when nobody has stopped it in time. After a stall it waits once more, for as long as
 * the stall took, at most for the whole time again; and it always lets what has arrived be looked at first.
 */
export function createTimeOut(onOver: () => void, timers: Timers = realTimers): TimeOut {
  let cancel: (() => void) | undefined;

  function stop(): void {
    cancel?.();
    cancel = undefined;
  }

  function wait(ms: number, forgiving: boolean): void {
    const dueMs = timers.nowMs() + ms;
    cancel = timers.after(ms, () => {
      const lateMs = timers.nowMs() - dueMs;
      if (forgiving && lateMs > stallMs) wait(Math.min(lateMs, ms), false);
      else cancel = timers.soon(onOver);
    });
  }

  return {
    stop,
    start(ms) {
      stop();
      wait(ms, true);
    },
  };
}
