import { expect, onTestFinished, test } from "vitest";
import { catalogue, type MetricEntry } from "../../../src-main/metrics/catalogue.ts";
import { createMetrics } from "../../../src-main/metrics/create-metrics.ts";
import { sourceNames } from "../../../src-main/metrics/label-values.ts";
import type { MetricsReading } from "../../../src-main/metrics/types.ts";
import type { PbxState, SourceStateName } from "../../../src-main/pbx/types.ts";
import type { AcceptedEvent, Outbox } from "../../../src-main/webhooks/types.ts";
import { createMemoryOutbox } from "../../../src-main/webhooks/memory-outbox.ts";
import type { AttemptRecord, EndpointStatus } from "../../../src-shared/webhooks/delivery-report.ts";
import { parsePage } from "./parse-page.ts";

const nowMs = Date.UTC(2026, 5, 1);

function pbxState(names: Partial<Record<(typeof sourceNames)[number], SourceStateName>> = {}): PbxState {
  const source = (name: SourceStateName) => ({ name, sentence: "", advice: "", sinceMs: nowMs });
  return {
    overall: "connected",
    callControl: source(names.callControl ?? "connected"),
    activeCalls: source(names.activeCalls ?? "connected"),
    directory: source(names.directory ?? "connected"),
    callLog: source(names.callLog ?? "not-asked"),
    monitored: 7,
  };
}

function status(over: Partial<EndpointStatus> = {}): EndpointStatus {
  return {
    name: "crm",
    mirror: false,
    state: "ok",
    sentence: "Everything was delivered.",
    breaker: "closed",
    slots: 4,
    concurrency: 4,
    waiting: 0,
    waitingBytes: 0,
    attempts: 0,
    delivered: 0,
    gaveUp: 0,
    expired: 0,
    dropped: 0,
    droppedAtBound: 0,
    failed: 0,
    alarms: [],
    ...over,
  };
}

function newMetrics() {
  const metrics = createMetrics({ version: "1.2.3" });
  onTestFinished(metrics.stop);
  const reading = (over: Partial<MetricsReading>): MetricsReading => {
    return { endpoints: [status()], storeAlarms: [], pbx: pbxState(), openCalls: 2, nowMs, ...over };
  };
  const page = async (over: Partial<MetricsReading> = {}) =>
    parsePage((await metrics.page(reading(over))).text);
  const snapshot = (over: Partial<MetricsReading> = {}) => metrics.snapshot(reading(over));
  return { metrics, page, snapshot };
}

function event(id: string, over: Partial<AcceptedEvent> = {}): AcceptedEvent {
  const request = { method: "POST", url: "http://crm.test/", baseUrl: "http://crm.test/" } as const;
  return {
    id,
    chainId: "260601000000_1",
    linkId: "260601000000_1-0",
    seq: 1,
    type: "ringing",
    acceptedAtMs: nowMs,
    deliveries: [{ endpoint: "crm", request, deadlineAtMs: nowMs + 60_000 }],
    ...over,
  };
}

function attempt(eventId: string, over: Partial<AttemptRecord> = {}): AttemptRecord {
  return {
    atMs: nowMs + 40,
    acceptedAtMs: nowMs,
    endpoint: "crm",
    mirror: false,
    eventId,
    type: "ringing",
    chainId: "260601000000_1",
    linkId: "260601000000_1-0",
    seq: 1,
    attempt: 1,
    method: "POST",
    url: "http://crm.test/",
    status: 200,
    result: "delivered",
    phases: { queueMs: 1, firstByteMs: 25, totalMs: 30 },
    ...over,
  };
}

test("every metric of the catalogue has its help, its type and only its labels", async () => {
  const { page } = newMetrics();
  const { samples, types, helps } = await page();
  const entries: readonly MetricEntry[] = Object.values(catalogue);
  expect([...types.keys()].toSorted()).toEqual(entries.map(({ name }) => name).toSorted());
  for (const { name, kind, help, labels } of entries) {
    expect(types.get(name)).toBe(kind);
    expect(helps.get(name)).toBe(help);
    for (const sample of samples.filter((each) => each.name === name)) {
      expect(Object.keys(sample.labels).toSorted()).toEqual(Object.keys(labels).toSorted());
    }
  }
});

test("counters begin at 0, so that the first failure is a rise", async () => {
  const { page } = newMetrics();
  const { value } = await page();
  expect(value("webhook_attempts_total", { endpoint: "crm", outcome: "retry" })).toBe(0);
  expect(value("webhook_deliveries_ended_total", { endpoint: "crm", end: "expired" })).toBe(0);
  expect(value("webhook_events_accepted_total", { event: "recording" })).toBe(0);
});

test("an event is accepted when the outbox has kept it, and not before", async () => {
  const { metrics, page } = newMetrics();
  let keep = (): void => {};
  const slow: Outbox = {
    ...createMemoryOutbox(),
    accept: () => new Promise((resolve) => (keep = resolve)),
  };
  const accepting = metrics.watchOutbox(slow).accept([event("a"), event("b", { type: "ended" })]);
  expect((await page()).sum("webhook_events_accepted_total")).toBe(0);
  keep();
  await accepting;
  const { value } = await page();
  expect(value("webhook_events_accepted_total", { event: "ended" })).toBe(1);
  expect(value("webhook_deliveries_accepted_total", { endpoint: "crm" })).toBe(2);
});

test("what could not be kept is counted as such, and the outbox's reason reaches the caller", async () => {
  const { metrics, page } = newMetrics();
  const full: Outbox = { ...createMemoryOutbox(), accept: () => Promise.reject(new Error("disk full")) };
  await expect(metrics.watchOutbox(full).accept([event("a")])).rejects.toThrow("disk full");
  const { value, sum } = await page();
  expect(value("webhook_events_not_kept_total")).toBe(1);
  expect(sum("webhook_events_accepted_total")).toBe(0);
});

test("attempts, ends and times of a delivery that needed three tries", async () => {
  const { metrics, page } = newMetrics();
  const outbox = metrics.watchOutbox(createMemoryOutbox());
  await outbox.accept([event("a")]);
  const end = (state: "waiting" | "delivered", attempts: number) =>
    outbox.settle([{ eventId: "a", endpoint: "crm", state, attempts }]);

  const { status: _none, ...unanswered } = attempt("a", {
    result: "retry",
    phases: { queueMs: 0, totalMs: 3 },
  });
  metrics.observeAttempt(unanswered);
  const refused = { atMs: nowMs + 2_000, status: 503, result: "retry" } as const;
  const slow = { queueMs: 0, firstByteMs: 600, totalMs: 800 };
  metrics.observeAttempt(attempt("a", { ...refused, firstAnswer: true, phases: slow }));
  await end("waiting", 2);
  await end("delivered", 3);
  metrics.observeAttempt(attempt("a", { atMs: nowMs + 7_000 }));

  const { value } = await page();
  expect(value("webhook_attempts_total", { outcome: "retry" })).toBe(2);
  expect(value("webhook_attempts_total", { outcome: "delivered" })).toBe(1);
  expect(value("webhook_deliveries_ended_total", { end: "delivered" })).toBe(1);
  expect(value("webhook_accept_to_first_byte_seconds_count")).toBe(1);
  expect(value("webhook_accept_to_first_byte_seconds_sum")).toBeCloseTo(1.8);
  expect(value("webhook_accept_to_delivered_seconds_sum")).toBeCloseTo(7);
  expect(value("webhook_accept_to_delivered_seconds_bucket", { le: "5" })).toBe(0);
  expect(value("webhook_accept_to_delivered_seconds_bucket", { le: "10" })).toBe(1);
});

test("an end without a request is no attempt", async () => {
  const { metrics, page } = newMetrics();
  const outbox = metrics.watchOutbox(createMemoryOutbox());
  await outbox.accept([event("a")]);
  await outbox.settle([{ eventId: "a", endpoint: "crm", state: "expired", attempts: 0 }]);
  const { status: _none, ...unsent } = attempt("a", {
    result: "expired",
    phases: { queueMs: 0, totalMs: 0 },
  });
  metrics.observeAttempt(unsent);
  const { value, sum } = await page();
  expect(sum("webhook_attempts_total")).toBe(0);
  expect(value("webhook_deliveries_ended_total", { end: "expired" })).toBe(1);
});

test("a test event and an event that is sent again are no measure of how quick delivery is", async () => {
  const { metrics, page } = newMetrics();
  const outbox = metrics.watchOutbox(createMemoryOutbox());
  await outbox.accept([event("a")]);
  metrics.observeAttempt(attempt("test", { test: true }));
  metrics.observeAttempt(attempt("a", { replay: true, firstAnswer: true }));
  const { value, sum } = await page();
  expect(sum("webhook_attempts_total")).toBe(1);
  expect(value("webhook_attempts_total", { outcome: "delivered" })).toBe(1);
  expect(sum("webhook_accept_to_delivered_seconds_count")).toBe(0);
});

test("what an earlier run left is measured from its own acceptance", async () => {
  const { metrics, page } = newMetrics();
  metrics.observeAttempt(attempt("a", { atMs: nowMs, acceptedAtMs: nowMs - 3_600_000 }));
  const { value } = await page();
  expect(value("webhook_accept_to_delivered_seconds_sum")).toBeCloseTo(3600);
  expect(value("webhook_events_accepted_total", { event: "ringing" })).toBe(0);
});

test("the queue of each endpoint, and nothing of one that left the settings", async () => {
  const { page } = newMetrics();
  const failing = status({
    name: "desk",
    mirror: true,
    state: "failing",
    sentence: "The receiver is down.",
    waiting: 3,
    oldestAtMs: nowMs - 90_000,
    failingSinceMs: nowMs - 60_000,
    waitingBytes: 2_048,
    breaker: "open",
    alarms: [{ endpoint: "desk", kind: "config", step: "1h", sentence: "Mend it.", sinceMs: nowMs }],
  });
  const { value } = await page({ endpoints: [status(), failing] });
  expect(value("webhook_queue_waiting", { endpoint: "desk" })).toBe(3);
  expect(value("webhook_queue_oldest_age_seconds", { endpoint: "desk" })).toBe(90);
  expect(value("webhook_queue_oldest_age_seconds", { endpoint: "crm" })).toBe(0);
  expect(value("webhook_endpoint_failing_seconds", { endpoint: "desk" })).toBe(60);
  expect(value("webhook_endpoint_state", { endpoint: "desk", state: "failing" })).toBe(1);
  expect(value("webhook_endpoint_state", { endpoint: "desk", state: "ok" })).toBe(0);
  expect(value("webhook_endpoint_breaker", { endpoint: "desk", state: "open" })).toBe(1);
  expect(value("webhook_endpoint_alarm", { endpoint: "desk", kind: "config" })).toBe(1);
  expect(value("webhook_endpoint_alarm", { endpoint: "crm", kind: "config" })).toBe(0);
  expect(value("webhook_queue_waiting_bytes", { endpoint: "desk" })).toBe(2_048);
  expect(value("webhook_endpoint_mirror", { endpoint: "desk" })).toBe(1);
  const later = await page({ endpoints: [status()] });
  expect(
    later.samples.filter(({ name, labels }) => name.includes("queue") && labels["endpoint"] === "desk"),
  ).toEqual([]);
});

test("each interface of the PBX has exactly one state", async () => {
  const { page } = newMetrics();
  const { value, sum } = await page({ pbx: pbxState({ callControl: "no-licence" }) });
  expect(value("webhook_pbx_source_state", { source: "call_control", state: "no-licence" })).toBe(1);
  expect(value("webhook_pbx_source_state", { source: "call_control", state: "connected" })).toBe(0);
  expect(sum("webhook_pbx_source_state")).toBe(sourceNames.length);
  expect(sum("webhook_pbx_state")).toBe(1);
  expect(value("webhook_pbx_monitored_extensions")).toBe(7);
  expect(value("webhook_calls_open")).toBe(2);
});

test("a reconnect is a return after a loss; the first connection is none", async () => {
  const { metrics, page } = newMetrics();
  const states = [
    "connecting",
    "connected",
    "connection-lost",
    "unreachable",
    "connected",
    "connected",
  ] as const;
  for (const callControl of states) metrics.observePbxState(pbxState({ callControl }));
  const { value } = await page();
  expect(value("webhook_pbx_reconnects_total", { source: "call_control" })).toBe(1);
  expect(value("webhook_pbx_reconnects_total", { source: "active_calls" })).toBe(0);
});

test("an alarm of the store is 1 while it stands", async () => {
  const { page } = newMetrics();
  const full = { kind: "disk-full", sentence: "No room.", sinceMs: nowMs } as const;
  const standing = await page({ storeAlarms: [full] });
  expect(standing.value("webhook_store_alarm", { kind: "disk-full" })).toBe(1);
  expect(standing.value("webhook_store_alarm", { kind: "locked" })).toBe(0);
  expect((await page()).sum("webhook_store_alarm")).toBe(0);
});

test("commits, the build and the process", async () => {
  const { metrics, page } = newMetrics();
  metrics.observeCommit(4);
  await page();
  const { value } = await page();
  expect(value("webhook_commit_seconds_count")).toBe(1);
  expect(value("webhook_commit_seconds_bucket", { le: "0.005" })).toBe(1);
  expect(value("webhook_build_info", { version: "1.2.3", node: process.versions.node })).toBe(1);
  expect(value("process_resident_memory_bytes")).toBeGreaterThan(1e6);
  expect(value("process_cpu_seconds_total")).toBeGreaterThan(0);
  expect(value("webhook_event_loop_lag_seconds", { quantile: "0.99" })).toBeGreaterThanOrEqual(0);
});

test("two engines in one process share nothing", async () => {
  const one = newMetrics();
  const other = newMetrics();
  one.metrics.observeCommit(1);
  expect((await other.page()).value("webhook_commit_seconds_count")).toBe(0);
});
