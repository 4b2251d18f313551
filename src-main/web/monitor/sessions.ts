/** Who has logged in: kept in memory only, so a restart of the program ends all of it. */
import { createHash, randomBytes } from "node:crypto";
import { type Clock, steadyMsOf } from "../../../src-shared/ports/clock.ts";
import type { CloseReason } from "../../../src-shared/rpc/close-reason.ts";

export interface Visit {
  /** Something was asked or is being shown: idle time begins anew. */
  touch(): void;
  /** Called once when the visit is over. Returns how to stop listening. */
  onEnd(listener: (reason: CloseReason) => void): () => void;
}

export interface Sessions {
  /** The token for the cookie. */
  open(): string;
  find(token: string): Visit | undefined;
  end(token: string): void;
  endAll(reason: CloseReason): void;
}

const hourMs = 3_600_000;
const idleMs = 12 * hourMs;
const absoluteMs = 7 * 24 * hourMs;
const mostSessions = 200;

interface Session extends Visit {
  isDue(): boolean;
  end(reason: CloseReason): void;
}

export function createSessions(clock: Clock): Sessions {
  // By hash: comparing tokens themselves would tell by its time how much of a guess was right.
  const sessions = new Map<string, Session>();

  function end(key: string, reason: CloseReason): void {
    const session = sessions.get(key);
    sessions.delete(key);
    session?.end(reason);
  }

  return {
    open() {
      const token = randomBytes(32).toString("base64url");
      const key = keyOf(token);
      sessions.set(
        key,
        createSession(clock, () => end(key, "session-ended")),
      );
      for (const oldest of sessions.keys()) {
        if (sessions.size <= mostSessions) break;
        end(oldest, "session-ended");
      }
      return token;
    },
    find(token) {
      const key = keyOf(token);
      const session = sessions.get(key);
      if (session?.isDue() === true) end(key, "session-ended");
      return sessions.get(key);
    },
    end: (token) => end(keyOf(token), "session-ended"),
    endAll(reason) {
      for (const key of [...sessions.keys()]) end(key, reason);
    },
  };
}

function createSession(clock: Clock, expire: () => void): Session {
  const steadyMs = steadyMsOf(clock);
  const visit = createVisit();
  const openedMs = steadyMs();
  let touchedMs = openedMs;
  const leftMs = () => Math.min(openedMs + absoluteMs, touchedMs + idleMs) - steadyMs();
  let cancel = watch();

  function watch(): () => void {
    return clock.after(Math.max(1_000, leftMs()), () => {
      if (leftMs() <= 0) expire();
      else cancel = watch();
    });
  }

  return {
    onEnd: visit.onEnd,
    touch() {
      if (leftMs() > 0) touchedMs = steadyMs();
    },
    isDue: () => leftMs() <= 0,
    end(reason) {
      cancel();
      visit.end(reason);
    },
  };
}

/** The part that a visit without a session has, too. */
export function createVisit(): Visit & { end(reason: CloseReason): void } {
  const listeners = new Set<(reason: CloseReason) => void>();
  return {
    touch() {},
    onEnd(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    end(reason) {
      for (const listener of [...listeners]) listener(reason);
      listeners.clear();
    },
  };
}

function keyOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
