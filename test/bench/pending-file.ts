// Files of the queue as a receiver leaves them that was down for days: many ended calls, each waiting for
// its webhook. Made once for each number and kept in out/bench, because making them takes a while.
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { settingsOf } from "../../src-main/demo/stage.ts";
import type { EventRow } from "../../src-main/store/queue/event-row.ts";
import { eventRow } from "../../src-main/store/queue/event-row.ts";
import { queueLayout } from "../../src-main/store/queue/layout.ts";
import { createQueueDatabase } from "../../src-main/store/queue/queue-database.ts";
import { acceptEvent, receiverOf } from "../../src-main/webhooks/acceptance.ts";
import { callEvents } from "./call-events.ts";
import { silentLog } from "./silent-log.ts";

/** The endpoint that everything waits for; its address is the one that the settings name then. */
export const pendingEndpoint = "crm";

const parent = resolve(import.meta.dirname, "../../out/bench");
const perBatch = 1000;
const outageMs = 3 * 86_400_000;
/** The file is used for longer than any endpoint would wait. */
const deadlineMs = 10 * 365 * 86_400_000;

/** Puts a fresh copy into `folder`, where a queue is looked for, and waits until the disk has it. Returns the file. */
export function copyPending(count: number, folder: string): string {
  const to = join(folder, "queue.db");
  removeQueue(to);
  copyFileSync(pendingFile(count), to);
  const file = openSync(to, "r+");
  fsyncSync(file);
  closeSync(file);
  return to;
}

function pendingFile(count: number): string {
  const path = join(parent, `pending-${count}-v${queueLayout.length}.db`);
  if (existsSync(path)) return path;
  process.stdout.write(`A queue of ${count} webhooks is made once and kept in ${path} …\n`);
  mkdirSync(parent, { recursive: true });
  const half = `${path}.half`;
  removeQueue(half);
  const database = createQueueDatabase();
  database.open({ path: half, nowMs: Date.now(), suspect: false });
  for (let n = 0; n < count; n += perBatch) {
    const events = eventRows(n, count);
    database.commit({ entries: [{ kind: "accept", events, changes: [] }], durability: "normal" });
  }
  database.tidy(undefined);
  database.close(undefined);
  renameSync(half, path);
  return path;
}

/** The batch that begins with the event `from` of `count`. */
function eventRows(from: number, count: number): EventRow[] {
  const section = [`[endpoint.${pendingEndpoint}]`, "url = http://127.0.0.1:1/crm", "dialect = native"];
  const receivers = settingsOf(section.join("\n")).endpoints.map(receiverOf);
  const size = Math.min(perBatch, count - from);
  const ended = callEvents(3 * size, from).slice(2 * size);
  return ended.map((event, at) => {
    const n = from + at;
    const acceptedAtMs = Math.floor(Date.now() - outageMs * (1 - n / count));
    const stamp = { id: `01KDV${n.toString(36).toUpperCase().padStart(21, "0")}`, seq: 3, acceptedAtMs };
    const accepted = acceptEvent(event, stamp, receivers, { timezone: "Europe/Prague" }, silentLog);
    const deadlineAtMs = acceptedAtMs + deadlineMs;
    const deliveries = accepted.deliveries.map((delivery) => ({ ...delivery, deadlineAtMs }));
    return eventRow({ ...accepted, deliveries });
  });
}

function removeQueue(path: string): void {
  for (const suffix of ["", "-wal", "-shm"]) rmSync(path + suffix, { force: true });
}
