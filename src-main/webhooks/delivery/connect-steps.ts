/**
 * What making a connection spent its time on: each step is noted once, when it is over, so that a request
 * on an open connection costs nothing. Pure.
 */
import type { SendPhases } from "./sender.ts";

/** Monotonic milliseconds. */
export interface ConnectSteps {
  readonly beganAt: number;
  /** A name has to be looked up; else the address is a literal one. */
  readonly byName: boolean;
  readonly tls: boolean;
  lookedUpAt?: number;
  tcpAt?: number;
  /** Open, or failed. */
  overAt?: number;
}

type ConnectPhases = Pick<SendPhases, "lookupMs" | "tcpMs" | "tlsMs">;

/**
 * The steps that were begun; they add up to the time from `fromAt` to `toAt`. `fromAt` is later than the
 * beginning for a request that found the connection half made.
 */
export function connectPhases(steps: ConnectSteps, fromAt: number, toAt: number): ConnectPhases {
  const phases: { -readonly [Name in keyof ConnectPhases]: ConnectPhases[Name] } = {};
  let at = fromAt;
  const until = (over: number | undefined): number => {
    const before = at;
    at = Math.max(before, Math.min(over ?? toAt, toAt));
    return Math.round((at - before) * 100) / 100;
  };
  if (steps.byName) {
    phases.lookupMs = until(steps.lookedUpAt);
    if (steps.lookedUpAt === undefined) return phases;
  }
  if (!steps.tls) return { ...phases, tcpMs: until(undefined) };
  phases.tcpMs = until(steps.tcpAt);
  if (steps.tcpAt !== undefined) phases.tlsMs = until(undefined);
  return phases;
}
