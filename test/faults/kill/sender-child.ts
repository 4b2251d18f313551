/** The process that is killed: durable outbox, webhooks, real requests. Arguments: the file, the receiver's URL. */
import { ulid } from "ulid";
import { createRealClock } from "../../../src-main/clock.ts";
import { createDurableOutbox } from "../../../src-main/store/queue/durable-outbox.ts";
import type { QueueDatabase } from "../../../src-main/store/queue/queue-database.ts";
import { connectWorker } from "../../../src-main/store/sqlite-worker/connect.ts";
import { createWebhooks } from "../../../src-main/webhooks/create-webhooks.ts";
import type { Outbox } from "../../../src-main/webhooks/types.ts";
import type { Logger } from "../../../src-shared/ports/logger.ts";
import { endpoint } from "../../unit/webhooks/events.ts";
import type { FromChild, ToChild } from "./plan.ts";
import { dieAt, readPlan } from "./plan.ts";

const [path = "", receiverUrl = ""] = process.argv.slice(2);
const clock = createRealClock();
const silent = () => undefined;
const fail = (message: string, fields?: unknown) =>
  process.stderr.write(`${message} ${JSON.stringify(fields)}\n`);
const log: Logger = { debug: silent, info: silent, warn: fail, error: fail };
const tell = (message: FromChild) => process.send?.(message);

const started = await createDurableOutbox({
  path,
  durability: "full",
  clock,
  log,
  onAlarm: silent,
  connect: () => connectWorker<QueueDatabase>(new URL("./killed-queue-worker.ts", import.meta.url), "queue"),
});
if (!started.ok) throw new Error(started.sentence);
const { outbox } = started;
const beforeSettle = dieAt("before-settle");

/** Stores with each event what its chain has come to, and acknowledges what is kept. */
const watched: Outbox = {
  ...outbox,
  async accept(events) {
    const put = events.map(({ chainId, seq }) => ({ key: chainId, json: String(seq) }));
    await outbox.accept(events, { atMs: clock.nowMs(), put, remove: [] });
    tell({ type: "acked", events: events.map(({ id, chainId, seq }) => ({ id, chainId, seq })) });
  },
  async settle(changes) {
    beforeSettle();
    await outbox.settle(changes);
  },
};

const stored: Record<string, { document?: number; sequence?: number }> = {};
for (const { key, json } of (await outbox.loadDocuments()).documents)
  stored[key] = { document: Number(json) };
for (const { chainId, seq } of (await outbox.loadPending()).lastSeqs) {
  stored[chainId] = { ...stored[chainId], sequence: seq };
}

const webhooks = createWebhooks({
  clock,
  random: Math.random,
  log,
  newId: () => ulid(),
  outbox: watched,
  version: "1.0.0",
});
const { timeoutS = 15 } = readPlan();
const receivers = [
  { name: "wide", concurrency: 8 },
  { name: "single", concurrency: 1 },
].map((changes) =>
  endpoint({ ...changes, timeoutS, url: `${receiverUrl}/${changes.name}`, dialect: "native" }),
);
webhooks.apply(receivers, { timezone: "UTC" });
await webhooks.start();

const waiting = () => webhooks.status().reduce((total, endpoint) => total + endpoint.waiting, 0);

async function finish(): Promise<void> {
  // Also for what failed and is to be tried again.
  while (waiting() > 0) await new Promise((resolve) => setTimeout(resolve, 2));
  await webhooks.stop(4000);
  await outbox.close();
  process.disconnect();
}

process.on("message", (message: ToChild) => {
  if (message.type === "finish") void finish();
  else if (message.type === "stall") Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, message.ms);
  else void webhooks.accept(message.events);
});
// A parent that is gone needs no sender.
process.on("disconnect", () => process.exit());
tell({ type: "ready", stored });
