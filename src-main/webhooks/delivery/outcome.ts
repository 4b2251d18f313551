/** What an attempt's result means for its delivery. Pure: the rules in one table that tests can read. */
import type { Health } from "./breaker.ts";
import type { SendResult } from "./sender.ts";

export type Outcome =
  | { readonly kind: "delivered" }
  /** `retryAfterMs`: what the receiver asked for; `holdEndpoint`: it asked on behalf of all deliveries. */
  | { readonly kind: "retry"; readonly retryAfterMs?: number; readonly holdEndpoint: boolean }
  | { readonly kind: "give-up" }
  | { readonly kind: "pause-endpoint" };

/** These say that the request itself is wrong. It stays as it is, so a few tries are enough. */
const refusals: ReadonlySet<number> = new Set([400, 413, 422]);
const mostRefusals = 3;

export function isRefusal(result: SendResult): boolean {
  return result.kind === "answer" && refusals.has(result.status);
}

/** `refusedBefore`: how often this delivery was refused before. `nowMs`: wall clock, for dates in Retry-After. */
export function outcomeOf(result: SendResult, refusedBefore: number, nowMs: number): Outcome {
  if (result.kind === "error") return { kind: "retry", holdEndpoint: false };
  const { status } = result;
  if (status >= 200 && status < 300) return { kind: "delivered" };
  if (status === 410) return { kind: "pause-endpoint" };
  if (refusals.has(status) && refusedBefore + 1 >= mostRefusals) return { kind: "give-up" };
  const retryAfterMs = parseRetryAfter(result.retryAfter, nowMs);
  if (retryAfterMs === undefined) return { kind: "retry", holdEndpoint: false };
  return { kind: "retry", retryAfterMs, holdEndpoint: status === 429 || status === 503 };
}

/** What the attempt says about the receiver as a whole. A refusal of one request is a sign of life. */
export function healthOf(result: SendResult): Health {
  if (result.kind === "error" || result.status >= 500 || result.status === 408) return "down";
  return result.status === 429 ? "busy" : "up";
}

/** True for a failure that stays until somebody changes a setting, here or at the receiver. */
export function needsAPerson(result: SendResult): boolean {
  if (result.kind === "error") return result.config === true;
  const { status } = result;
  return (status >= 300 && status < 400) || [401, 403, 404, 405].includes(status);
}

/** Seconds or an HTTP date; milliseconds from now, or `undefined` when absent, in the past or not readable. */
export function parseRetryAfter(value: string | undefined, nowMs: number): number | undefined {
  const text = value?.trim() ?? "";
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  if (!/^[A-Za-z]{3}/.test(text)) return undefined;
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) || atMs <= nowMs ? undefined : atMs - nowMs;
}
