import { expect, test } from "vitest";
import { endpointSentence } from "../../../../src-main/webhooks/delivery/endpoint-status.ts";

const nowMs = Date.UTC(2026, 5, 1);
const facts: Parameters<typeof endpointSentence>[0] = {
  ...{ name: "crm", mirror: false, state: "failing", breaker: "open", breakerUntilMs: nowMs + 20_000 },
  ...{ slots: 0, concurrency: 4, waiting: 3, waitingBytes: 300, alarms: [] },
  lastError: "The certificate of crm.example.com expired on 2025-03-01; it must be renewed there.",
  ...{ attempts: 5, delivered: 0, gaveUp: 0, expired: 0, dropped: 0, droppedAtBound: 0, failed: 0 },
};

test("a rest after failures is told with the reason, which need not be that the receiver is down", () => {
  expect(endpointSentence(facts, nowMs)).toBe(
    "Nothing is sent for 20 seconds, because the last attempts failed: The certificate of crm.example.com expired on 2025-03-01; it must be renewed there. 3 webhooks wait.",
  );
  expect(endpointSentence({ ...facts, breaker: "probing" }, nowMs)).toBe(
    "A single webhook tries whether the receiver is back. Before, attempts failed: The certificate of crm.example.com expired on 2025-03-01; it must be renewed there. 3 webhooks wait.",
  );
});
