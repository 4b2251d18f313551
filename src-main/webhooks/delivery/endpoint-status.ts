/** How an endpoint is doing, in a sentence for its administrator. */
import type { EndpointStatus } from "../../../src-shared/webhooks/delivery-report.ts";

type Facts = Omit<EndpointStatus, "sentence">;

/** `nowMs`: wall clock. */
export function endpointSentence(status: Facts, nowMs: number): string {
  const waits = waitingWords(status.waiting);
  const reason = status.lastError ?? "";
  if (status.pausedBy === "user") return `Paused by hand: nothing is sent until it is resumed. ${waits}`;
  if (status.pausedBy === "receiver") {
    return `Paused, because the receiver answered 410 Gone: resume it or correct its settings. ${waits}`;
  }
  switch (status.breaker) {
    case "open":
      return `Nothing is sent for ${secondsWords((status.breakerUntilMs ?? nowMs) - nowMs)}, because the last attempts failed: ${reason} ${waits}`;
    case "probing":
      return `A single webhook tries whether the receiver is back. Before, attempts failed: ${reason} ${waits}`;
    case "closed":
      return closedWords(status, waits);
    default: {
      const _never: never = status.breaker;
      return _never;
    }
  }
}

function closedWords(status: Facts, waits: string): string {
  if (status.state === "failing") return `The last attempt failed: ${status.lastError ?? ""} ${waits}`;
  const slow =
    status.slots > 0 && status.slots < status.concurrency
      ? `The receiver is back and gets ${status.slots} at a time until it proves steady. `
      : "";
  if (slow !== "") return slow + waits;
  if (status.waiting > 0) return waits;
  return status.lastDeliveredAtMs === undefined ? "Nothing was to be sent yet." : "Everything was delivered.";
}

function waitingWords(waiting: number): string {
  if (waiting === 0) return "Nothing waits.";
  return waiting === 1 ? "1 webhook waits." : `${waiting} webhooks wait.`;
}

function secondsWords(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  return seconds === 1 ? "1 second" : `${seconds} seconds`;
}
