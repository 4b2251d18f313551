/**
 * What became of a delivery, in one sentence, and when it goes on or why it does not. The engine's own
 * sentences come as they are; the component says them in the window's language. Pure.
 */
import type { EndpointView } from "../../../src-shared/contract/snapshot.ts";
import type { LogDetail, LogRow } from "../../../src-shared/webhooks/log-query.ts";
import type { TextKey } from "../../i18n/text.tsx";

export interface Verdict {
  /** The engine's sentence, or a text of the window that the component fills. */
  readonly lead:
    | { readonly kind: "engine"; readonly sentence: string }
    | { readonly kind: "text"; readonly name: VerdictText };
  /** What it means; a text of the window. */
  readonly means?: TextKey;
  /** The receiver's own words; hostile text, at most `mostQuoted` characters. */
  readonly quote?: string;
}

export type VerdictText =
  | "delivered"
  | "waiting"
  | "behind"
  | "endpoint-paused"
  | "on-hold"
  | "receiver-down"
  | "paused"
  | "failed"
  | "expired"
  | "removed";

const mostQuoted = 200;

export interface VerdictFacts {
  /** As in the settings now; absent when it is no longer there. */
  readonly endpoint?: EndpointView | undefined;
  /** An earlier event of the same call to the same endpoint that is not over. */
  readonly behind?: LogRow | undefined;
}

export function verdictOf(delivery: LogDetail, { endpoint, behind }: VerdictFacts): Verdict {
  const quote = quoteOf(delivery);
  const said = (means?: TextKey): Verdict => ({
    lead:
      delivery.error === undefined
        ? { kind: "text", name: "failed" }
        : { kind: "engine", sentence: delivery.error },
    ...(means === undefined ? {} : { means }),
    ...(quote === undefined ? {} : { quote }),
  });
  switch (delivery.state) {
    case "delivered":
      return { lead: { kind: "text", name: "delivered" } };
    case "waiting":
      return { lead: { kind: "text", name: waitingFor(endpoint, behind) } };
    case "retry":
      return said("webhooks.means.retry");
    case "paused":
      return { ...said(), lead: { kind: "text", name: "paused" } };
    case "gave-up":
      return said(isTestEvent(delivery) ? "webhooks.means.test" : "webhooks.means.gaveUp");
    case "expired":
      return lifeOf(delivery) === undefined
        ? said()
        : { lead: { kind: "text", name: "expired" }, ...(quote === undefined ? {} : { quote }) };
    case "dropped":
      return said(endpoint === undefined ? "webhooks.means.removed" : "webhooks.means.dropped");
    default: {
      const _never: never = delivery.state;
      return _never;
    }
  }
}

/** Milliseconds that it was to be tried; unknown for rows of older programs and for what was sent again. */
export function lifeOf({ deadlineAtMs, acceptedAtMs, replayed }: LogDetail): number | undefined {
  return deadlineAtMs === undefined || replayed ? undefined : deadlineAtMs - acceptedAtMs;
}

/** Sent once to try an endpoint. What a simulation sends is delivered like any other. */
export function isTestEvent({ test, simulated }: Pick<LogRow, "test" | "simulated">): boolean {
  return test && simulated !== true;
}

/** What keeps everything for an endpoint from being sent; `probing`: one event tries whether it is back. */
export type Held =
  | { readonly kind: "paused" | "probing" }
  | { readonly kind: "hold"; readonly probeAtMs: number };

export function heldBy(endpoint: EndpointView | undefined): Held | undefined {
  if (endpoint === undefined) return undefined;
  const { state, breaker, breakerUntilMs } = endpoint;
  if (state === "paused") return { kind: "paused" };
  if (breaker === "closed") return undefined;
  if (breaker === "probing" || breakerUntilMs === undefined) return { kind: "probing" };
  return { kind: "hold", probeAtMs: breakerUntilMs };
}

function waitingFor(endpoint: EndpointView | undefined, behind: LogRow | undefined): VerdictText {
  if (endpoint === undefined) return "removed";
  if (endpoint.state === "paused") return "endpoint-paused";
  if (behind !== undefined) return "behind";
  const held = heldBy(endpoint);
  if (held === undefined) return "waiting";
  return held.kind === "hold" ? "on-hold" : "receiver-down";
}

function quoteOf({ tries }: LogDetail): string | undefined {
  const last = tries.findLast((attempt) => attempt.answer !== undefined && attempt.result !== "delivered");
  const text = (last?.answer ?? "").trim();
  if (text === "") return undefined;
  return text.length > mostQuoted ? `${text.slice(0, mostQuoted)}…` : text;
}

/** When the next attempt comes, or why there is none. */
export type NextTry =
  | { readonly kind: "at"; readonly atMs: number; readonly attempt: number }
  | { readonly kind: "soon" | "over" | "paused" | "behind" | "removed" }
  | { readonly kind: "probe"; readonly atMs?: number };

export function nextTryOf(
  row: Pick<LogRow, "state" | "nextTryAtMs" | "attempts">,
  { endpoint, behind }: VerdictFacts,
): NextTry {
  if (!isOpen(row)) return { kind: "over" };
  if (endpoint === undefined) return { kind: "removed" };
  if (endpoint.state === "paused" || row.state === "paused") return { kind: "paused" };
  if (behind !== undefined) return { kind: "behind" };
  if (endpoint.breaker !== "closed") {
    const { breakerUntilMs } = endpoint;
    return { kind: "probe", ...(breakerUntilMs === undefined ? {} : { atMs: breakerUntilMs }) };
  }
  if (row.nextTryAtMs !== undefined) return { kind: "at", atMs: row.nextTryAtMs, attempt: row.attempts + 1 };
  return { kind: "soon" };
}

/** Not over: there will be an attempt unless somebody or its deadline prevents it. */
export function isOpen({ state }: Pick<LogRow, "state">): boolean {
  return state === "waiting" || state === "retry" || state === "paused";
}

/** The event of the same call to the same endpoint that this one waits for. */
export function aheadOf(row: LogRow, chain: readonly LogRow[]): LogRow | undefined {
  return chain
    .filter(
      (other) =>
        other.chainId === row.chainId &&
        other.endpoint === row.endpoint &&
        other.id !== row.id &&
        other.seq < row.seq &&
        isOpen(other),
    )
    .toSorted((a, b) => a.seq - b.seq)[0];
}
