/** The record of a delivery whose time was over before a worker took it. */
import type { EndpointSettings } from "../../src-shared/settings/settings.ts";
import type { AttemptRecord } from "../../src-shared/webhooks/delivery-report.ts";
import { leftBehindRecord } from "../webhooks/delivery/attempt.ts";
import { expiredSentence } from "../webhooks/delivery/end-words.ts";
import type { EventFacts, PendingDelivery } from "../webhooks/types.ts";

export function expiredRecord(
  event: EventFacts,
  plan: PendingDelivery,
  endpoints: readonly EndpointSettings[],
  atMs: number,
): AttemptRecord {
  const mirror = endpoints.find(({ name }) => name === plan.endpoint)?.mirror ?? false;
  return { ...leftBehindRecord(event, plan, atMs), mirror, result: "expired", error: expiredSentence };
}
