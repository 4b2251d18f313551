/** Time as the port that the client gets, from the page it runs in. */
import type { Clock } from "../../src-shared/ports/clock.ts";

export function createBrowserClock(): Clock {
  return {
    nowMs: () => Date.now(),
    steadyMs: () => performance.now(),
    after(delayMs, run) {
      const timer = setTimeout(run, Math.max(0, delayMs));
      return () => clearTimeout(timer);
    },
  };
}
