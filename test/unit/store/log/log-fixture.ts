/** A delivery log in a folder of its own, on a virtual clock, and records as webhooks would make them. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createVirtualClock } from "../../../../src-main/simulator/virtual-clock.ts";
import type { DeliveryLog, DeliveryLogOptions } from "../../../../src-main/store/log/create-delivery-log.ts";
import { createDeliveryLog } from "../../../../src-main/store/log/create-delivery-log.ts";
import type { LogDatabase } from "../../../../src-main/store/log/log-database.ts";
import { createLogDatabase } from "../../../../src-main/store/log/log-database.ts";
import type { DeliveryRecord } from "../../../../src-main/store/log/types.ts";
import type { WorkerConnection } from "../../../../src-main/store/sqlite-worker/protocol.ts";
import { answerFrom } from "../../../../src-main/store/sqlite-worker/serve.ts";
import type { AttemptRecord } from "../../../../src-shared/webhooks/delivery-report.ts";
import { createLogBook } from "../../webhooks/delivery/bench.ts";

/** 15 January 2026, 12:00 UTC. */
export const startMs = 1_768_478_400_000;

export function logFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "delivery-log-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The database without a thread: the same module, called at once, with a search index in many parts. */
export function inProcess(): WorkerConnection<LogDatabase> {
  const database = createLogDatabase(7);
  return {
    call: async (method, input) => answerFrom(database, method, input) as never,
    close: async () => database.close(undefined),
  };
}

export function openLog(options: Partial<DeliveryLogOptions> = {}) {
  const clock = createVirtualClock({ startMs });
  const { log, lines } = createLogBook();
  const path = options.path ?? join(logFolder(), "log.db");
  const deliveryLog = createDeliveryLog({ path, keepDays: 30, clock, log, connect: inProcess, ...options });
  onTestFinished(() => deliveryLog.close());
  return { clock, lines, path, deliveryLog };
}

let made = 0;

export function delivery(change: Partial<DeliveryRecord> = {}): DeliveryRecord {
  made += 1;
  const eventId = change.eventId ?? `01TEST${String(made).padStart(8, "0")}`;
  const body = `{"event":"ended","id":"260115130000_690-1","n":${made}}`;
  return {
    atMs: startMs + made,
    eventId,
    endpoint: "crm",
    mirror: false,
    test: false,
    type: "ended",
    chainId: "260115130000_690",
    linkId: "260115130000_690-1",
    seq: 1,
    caller: "493012345678",
    callerName: "Jörg Müller",
    user: "101",
    method: "POST",
    contentType: "application/json",
    address: "https://crm.example.com/3cx?key=***",
    url: "https://crm.example.com/3cx?key=***",
    fields: "",
    headers: { "content-type": "application/json", "webhook-id": eventId },
    body,
    ...change,
  };
}

export function attempt(of: DeliveryRecord, change: Partial<AttemptRecord> = {}): AttemptRecord {
  return {
    atMs: of.atMs + 40,
    endpoint: of.endpoint,
    mirror: of.mirror,
    eventId: of.eventId,
    type: of.type,
    chainId: of.chainId,
    linkId: of.linkId,
    seq: of.seq,
    attempt: 1,
    method: of.method,
    url: of.url,
    ...(of.body === undefined ? {} : { body: of.body }),
    status: 200,
    answer: '{"ok":true}',
    result: "delivered",
    phases: { queueMs: 0.5, connectMs: 3, firstByteMs: 20, totalMs: 38 },
    ...change,
  };
}

export function failedAttempt(of: DeliveryRecord, change: Partial<AttemptRecord> = {}): AttemptRecord {
  const { status: _status, answer: _answer, ...rest } = attempt(of);
  const error = "Nothing listens at 10.0.0.5:8080.";
  return { ...rest, result: "retry", error, nextTryAtMs: of.atMs + 1040, ...change };
}

/** Hands a delivery and its attempts over. */
export function put(log: DeliveryLog, record: DeliveryRecord, ...attempts: AttemptRecord[]): DeliveryRecord {
  log.accepted(record);
  for (const one of attempts) log.record(one);
  return record;
}

/** The rows of a page, by event id. */
export async function found(log: DeliveryLog, query: Parameters<DeliveryLog["query"]>[0]): Promise<string[]> {
  const page = await log.query(query);
  if (!page.ok) throw new Error(page.sentence);
  return page.value.rows.map(({ eventId }) => eventId);
}

export function valueOf<Value>(answer: { ok: true; value: Value } | { ok: false; sentence: string }): Value {
  if (!answer.ok) throw new Error(answer.sentence);
  return answer.value;
}
