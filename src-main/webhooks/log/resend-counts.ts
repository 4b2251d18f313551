/** Which of the rows that a filter matched a resend would send, and why the others not. Pure. */
import type { ResendCounts, ResendPlan } from "../../../src-shared/webhooks/log-query.ts";
import type { ResendCandidate } from "./types.ts";

export interface Counted {
  readonly counts: Omit<ResendCounts, "more">;
  readonly endpoints: ResendPlan["endpoints"];
  /** In the order of the candidates. */
  readonly toSend: readonly ResendCandidate[];
}

type Verdict = "toSend" | "delivered" | "underWay" | "contentGone" | "notSendable";

export function countCandidates(
  candidates: readonly ResendCandidate[],
  present: ReadonlySet<string>,
  includeDelivered: boolean,
): Counted {
  const counts = { toSend: 0, delivered: 0, underWay: 0, contentGone: 0, notSendable: 0 };
  const toSend: ResendCandidate[] = [];
  for (const candidate of candidates) {
    const verdict = verdictOn(candidate, present);
    counts[verdict] += 1;
    if (verdict !== "toSend" && !(verdict === "delivered" && includeDelivered)) continue;
    toSend.push(candidate);
  }
  const byEndpoint = Map.groupBy(toSend, ({ endpoint }) => endpoint);
  const endpoints = [...byEndpoint].map(([endpoint, rows]) => ({ endpoint, toSend: rows.length }));
  return { counts: { ...counts, toSend: toSend.length }, endpoints, toSend };
}

function verdictOn(candidate: ResendCandidate, present: ReadonlySet<string>): Verdict {
  const { state, test, endpoint, contentKept } = candidate;
  if (test || !present.has(endpoint)) return "notSendable";
  switch (state) {
    case "waiting":
    case "retry":
    case "paused":
      return "underWay";
    case "delivered":
      return contentKept ? "delivered" : "contentGone";
    case "gave-up":
    case "expired":
    case "dropped":
      return contentKept ? "toSend" : "contentGone";
    default: {
      const _never: never = state;
      return _never;
    }
  }
}
