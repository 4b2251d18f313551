/** What is to be ended because its time was over before a worker took it, and how that is told. */
import type { EndpointSettings } from "../../src-shared/settings/settings.ts";
import type { Sweep } from "../store/postgres/sweep-overdue.ts";
import { leftBehindRecord } from "../webhooks/delivery/attempt.ts";
import { expiredSentence } from "../webhooks/delivery/end-words.ts";

/** `nowMs`: wall clock. */
export function overdue(endpoints: readonly EndpointSettings[], nowMs: number): Sweep {
  const mirrors = new Set(endpoints.flatMap(({ name, mirror }) => (mirror ? [name] : [])));
  return {
    nowMs,
    endpoints: endpoints.map(({ name }) => name),
    record: (event, plan) => ({
      ...leftBehindRecord(event, plan, nowMs),
      mirror: mirrors.has(plan.endpoint),
      result: "expired",
      error: expiredSentence,
    }),
  };
}
