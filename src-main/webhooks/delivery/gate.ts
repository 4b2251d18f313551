/**
 * Whether an endpoint may be sent to now, and how many requests at a time: pauses, what the
 * receiver's Retry-After asked for, and the breaker, in one place that wakes the queue when it opens.
 */
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { BreakerState, Health, Ticket } from "./breaker.ts";
import { createBreaker } from "./breaker.ts";

/** `receiver`: it answered 410 Gone. `user`: somebody paused it. */
export type PausedBy = "receiver" | "user";

/** `predecessor`: an endpoint of that name was removed a moment ago and has requests in flight. */
type PauseReason = PausedBy | "predecessor";

export interface Gate {
  /** How many requests may be in flight now. */
  slots(): number;
  probing(): boolean;
  /** Call when a request leaves, and `note` with what is given when it is back. */
  begin(): Ticket;
  note(ticket: Ticket, health: Health): "opened" | "recovered" | undefined;
  /** Nothing leaves for so long. */
  hold(delayMs: number): void;
  pause(by: PauseReason): void;
  /** Returns false when it was not paused. */
  resume(by: PauseReason): boolean;
  /** Ends a hold and the breaker's time: somebody wants to know now. */
  probe(): void;
  /** The settings were corrected: what the receiver did before does not count. */
  reset(): void;
  /** For good. */
  close(): void;
  pausedBy(): PausedBy | undefined;
  breaker(): BreakerState;
  /** Milliseconds until requests may leave again by themselves; 0 when they may now. */
  opensInMs(): number;
}

export interface GateOptions {
  readonly clock: Clock;
  readonly steadyMs: () => number;
  /** The most requests in flight, by the settings. */
  readonly concurrency: () => number;
  /** Called when a hold or the breaker's time is over. */
  readonly onOpen: () => void;
}

export function createGate({ clock, steadyMs, concurrency, onOpen }: GateOptions): Gate {
  const breaker = createBreaker();
  const pauses = new Set<PauseReason>();
  let heldUntilMs = 0;
  let cancelWake: (() => void) | undefined;
  let closed = false;

  function opensInMs(): number {
    return Math.max(0, heldUntilMs - steadyMs(), (breaker.untilMs() ?? 0) - steadyMs());
  }

  function wakeLater(): void {
    cancelWake?.();
    cancelWake = undefined;
    const delayMs = opensInMs();
    if (closed || delayMs === 0) return;
    cancelWake = clock.after(Math.max(1, delayMs), () => {
      cancelWake = undefined;
      // A timer may be a little early, and a further hold may have come.
      if (opensInMs() > 0) wakeLater();
      else onOpen();
    });
  }

  const mayLeave = (): boolean => !closed && pauses.size === 0 && heldUntilMs <= steadyMs();

  return {
    slots: () => (mayLeave() ? breaker.slots(steadyMs(), concurrency()) : 0),
    probing: () => breaker.state(steadyMs()) === "probing",
    begin: () => breaker.begin(steadyMs()),
    note(ticket, health) {
      const turn = breaker.note(ticket, health, steadyMs(), concurrency());
      if (turn === "opened") wakeLater();
      return turn;
    },
    hold(delayMs) {
      heldUntilMs = Math.max(heldUntilMs, steadyMs() + delayMs);
      wakeLater();
    },
    pause: (by) => void pauses.add(by),
    resume: (by) => pauses.delete(by),
    probe() {
      heldUntilMs = 0;
      breaker.probe(steadyMs());
      wakeLater();
    },
    reset() {
      pauses.delete("receiver");
      heldUntilMs = 0;
      breaker.reset();
      wakeLater();
    },
    close() {
      closed = true;
      cancelWake?.();
      cancelWake = undefined;
    },
    pausedBy: () => (pauses.has("user") ? "user" : pauses.has("receiver") ? "receiver" : undefined),
    breaker: () => breaker.state(steadyMs()),
    opensInMs,
  };
}
