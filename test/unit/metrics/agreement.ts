/** The snapshot and the page are two views of the same numbers: each number of the one is looked up in the other. */
import { expect } from "vitest";
import type { Histogram } from "../../../src-shared/contract/histogram.ts";
import type { MetricsSnapshot } from "../../../src-shared/contract/metrics-snapshot.ts";
import { metricsSnapshotSchema } from "../../../src-shared/contract/metrics-snapshot.ts";
import { storeAlarmKinds } from "../../../src-shared/contract/word-lists.ts";
import type { Page } from "./parse-page.ts";

/** Both taken at the same moment. */
export function expectAgreement(snapshot: MetricsSnapshot, page: Page): void {
  const { value } = page;
  // As it comes out at the other end of a wire; unknown fields would be a mistake, too.
  const wired: unknown = JSON.parse(JSON.stringify(snapshot));
  expect(metricsSnapshotSchema.strict().parse(wired)).toEqual(wired);

  for (const [event, count] of Object.entries(snapshot.eventsAccepted)) {
    expect(count, event).toBe(value("webhook_events_accepted_total", { event }));
  }
  expect(snapshot.eventsNotKept).toBe(value("webhook_events_not_kept_total"));
  for (const endpoint of snapshot.endpoints) expectEndpoint(endpoint, page);
  expectHistogram(snapshot.commit, "webhook_commit_seconds", {}, page);
  for (const kind of storeAlarmKinds) {
    const stands = snapshot.storeAlarms.some((alarm) => alarm.kind === kind);
    expect(value("webhook_store_alarm", { kind })).toBe(stands ? 1 : 0);
  }
  const { pbx } = snapshot;
  expect(value("webhook_pbx_state", { state: pbx.state })).toBe(1);
  expect(pbx.monitoredExtensions).toBe(value("webhook_pbx_monitored_extensions"));
  expect(pbx.events).toBe(value("webhook_pbx_events_total"));
  expect((pbx.lastEventAtMs ?? 0) / 1000).toBe(value("webhook_pbx_last_event_timestamp_seconds"));
  for (const { name: source, state, reconnects } of pbx.sources) {
    expect(value("webhook_pbx_source_state", { source, state }), source).toBe(1);
    expect(reconnects).toBe(value("webhook_pbx_reconnects_total", { source }));
  }
  expect(snapshot.callsOpen).toBe(value("webhook_calls_open"));
}

function expectEndpoint(snapshot: MetricsSnapshot["endpoints"][number], page: Page): void {
  const { value } = page;
  const endpoint = snapshot.name;
  const ended = (end: string) => value("webhook_deliveries_ended_total", { endpoint, end });
  const { delivered, gaveUp, expired, dropped } = snapshot;
  expect({ delivered, gaveUp, expired, dropped }).toEqual({
    delivered: ended("delivered"),
    gaveUp: ended("gave-up"),
    expired: ended("expired"),
    dropped: ended("dropped"),
  });
  for (const [outcome, count] of Object.entries(snapshot.attempts)) {
    expect(count, outcome).toBe(value("webhook_attempts_total", { endpoint, outcome }));
  }
  expect(snapshot.accepted).toBe(value("webhook_deliveries_accepted_total", { endpoint }));
  expect(snapshot.waiting).toBe(value("webhook_queue_waiting", { endpoint }));
  expect(snapshot.waitingBytes).toBe(value("webhook_queue_waiting_bytes", { endpoint }));
  expect(snapshot.oldestAgeS).toBe(value("webhook_queue_oldest_age_seconds", { endpoint }));
  expect(snapshot.failingForS).toBe(value("webhook_endpoint_failing_seconds", { endpoint }));
  expect(value("webhook_endpoint_state", { endpoint, state: snapshot.state })).toBe(1);
  expect(value("webhook_endpoint_breaker", { endpoint, state: snapshot.breaker })).toBe(1);
  expect(value("webhook_endpoint_mirror", { endpoint })).toBe(snapshot.mirror ? 1 : 0);
  for (const { kind } of snapshot.alarms) {
    expect(value("webhook_endpoint_alarm", { endpoint, kind })).toBe(1);
  }
  expectHistogram(snapshot.acceptToFirstByte, "webhook_accept_to_first_byte_seconds", { endpoint }, page);
  expectHistogram(snapshot.acceptToDelivered, "webhook_accept_to_delivered_seconds", { endpoint }, page);
}

/** By sums, because the page does not show a histogram that has not begun. */
function expectHistogram(
  { buckets, count, sumS }: Histogram,
  name: string,
  labels: Readonly<Record<string, string>>,
  { sum }: Page,
): void {
  expect(count).toBe(sum(`${name}_count`, labels));
  expect(sumS).toBe(sum(`${name}_sum`, labels));
  expect(buckets.length).toBeGreaterThan(10);
  for (const { upToS, count: upTo } of buckets) {
    expect(upTo, `${name} ${upToS}`).toBe(sum(`${name}_bucket`, { ...labels, le: String(upToS) }));
  }
  expect(sum(`${name}_bucket`, { ...labels, le: "+Inf" })).toBe(count);
}
