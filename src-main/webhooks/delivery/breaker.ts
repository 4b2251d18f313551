/**
 * Spares a receiver that is down, and does not bury it when it comes back: after a few failures
 * nothing is sent for a while, then one probe, then twice as many at a time with each success.
 * Pure: time comes in as a number, so a table of steps tests it.
 */

/** What an attempt said about the receiver: it works, it asks for less, or it is down. */
export type Health = "up" | "busy" | "down";

export type BreakerState = "closed" | "open" | "probing";

/** Names the stretch of time in which a request left; results from an earlier one no longer count. */
export type Ticket = number;

export interface Breaker {
  /** `open`: nothing may be sent. `probing`: one request, and what comes back decides. */
  state(nowMs: number): BreakerState;
  /** When an open breaker lets a probe out; `undefined` when it is not open. */
  untilMs(): number | undefined;
  /** How many requests may be in flight, `most` at best. */
  slots(nowMs: number, most: number): number;
  /** Call when a request leaves. */
  begin(nowMs: number): Ticket;
  /** Returns what changed by it. */
  note(ticket: Ticket, health: Health, nowMs: number, most: number): "opened" | "recovered" | undefined;
  /** Somebody wants to know now: an open breaker lets its probe out. */
  probe(nowMs: number): void;
  /** Forgets everything: the endpoint's settings were corrected. */
  reset(): void;
}

const failuresInARow = 5;
const lastResults = 20;
const withinMs = 30_000;
const firstOpenMs = 5000;
const longestOpenMs = 300_000;

interface Result {
  readonly atMs: number;
  readonly down: boolean;
}

export function createBreaker(): Breaker {
  let phase: BreakerState = "closed";
  let openUntilMs = 0;
  let nextOpenMs = firstOpenMs;
  let ticket: Ticket = 0;
  let results: Result[] = [];
  let inARow = 0;
  /** Slots during the slow start; `undefined`: all of them. */
  let limit: number | undefined;
  let successes = 0;

  function open(nowMs: number): "opened" {
    phase = "open";
    openUntilMs = nowMs + nextOpenMs;
    nextOpenMs = Math.min(nextOpenMs * 2, longestOpenMs);
    forgetResults();
    limit = undefined;
    ticket += 1;
    return "opened";
  }

  function recover(most: number): "recovered" {
    phase = "closed";
    limit = 1;
    successes = 0;
    ticket += 1;
    endSlowStart(most);
    return "recovered";
  }

  function forgetResults(): void {
    results = [];
    inARow = 0;
  }

  function endSlowStart(most: number): void {
    if (limit === undefined || limit < most) return;
    limit = undefined;
    nextOpenMs = firstOpenMs;
  }

  function climb(most: number): void {
    if (limit === undefined) return;
    successes += 1;
    if (successes < limit) return;
    limit *= 2;
    successes = 0;
    endSlowStart(most);
  }

  function noteClosed(health: Health, nowMs: number, most: number): "opened" | undefined {
    if (health !== "up" && limit !== undefined) {
      limit = 1;
      successes = 0;
    }
    if (health === "busy") return undefined;
    const down = health === "down";
    inARow = down ? inARow + 1 : 0;
    results = [...results, { atMs: nowMs, down }].slice(-lastResults);
    if (!down) climb(most);
    return inARow >= failuresInARow || halfFailed(nowMs) ? open(nowMs) : undefined;
  }

  function halfFailed(nowMs: number): boolean {
    const oldest = results[0];
    if (results.length < lastResults || oldest === undefined || nowMs - oldest.atMs > withinMs) return false;
    return results.filter(({ down }) => down).length * 2 >= lastResults;
  }

  const state = (nowMs: number): BreakerState =>
    phase === "open" && nowMs >= openUntilMs ? "probing" : phase;

  return {
    state,
    untilMs: () => (phase === "open" ? openUntilMs : undefined),
    slots(nowMs, most) {
      const now = state(nowMs);
      if (now === "open") return 0;
      return now === "probing" ? 1 : Math.min(limit ?? most, most);
    },
    begin(nowMs) {
      phase = state(nowMs);
      return ticket;
    },
    note(given, health, nowMs, most) {
      if (given !== ticket || phase === "open") return undefined;
      if (phase === "closed") return noteClosed(health, nowMs, most);
      return health === "down" ? open(nowMs) : recover(most);
    },
    probe(nowMs) {
      openUntilMs = Math.min(openUntilMs, nowMs);
    },
    reset() {
      phase = "closed";
      nextOpenMs = firstOpenMs;
      limit = undefined;
      ticket += 1;
      forgetResults();
    },
  };
}
