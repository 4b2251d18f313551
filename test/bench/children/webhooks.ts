// The webhooks room alone, or what others would write in its place, in a process of its own.
import { randomFillSync } from "node:crypto";
import { createHmac, randomBytes } from "node:crypto";
import { Agent } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import axios from "axios";
import { Pool } from "undici";
import { ulid } from "ulid";
import { createRealClock } from "../../../src-main/clock.ts";
import { settingsOf } from "../../../src-main/demo/stage.ts";
import { createWebhooks } from "../../../src-main/webhooks/create-webhooks.ts";
import type { CallEvent } from "../../../src-shared/telephony/call-event.ts";
import { callEvents } from "../call-events.ts";
import { answer, machineMs, processorMs } from "../child.ts";
import { openOutbox, type OutboxKind } from "../outbox.ts";
import { silentLog } from "../silent-log.ts";
import { createEventIds } from "../../../src-main/webhooks/event-ids.ts";

export type SenderKind = { readonly room: OutboxKind } | "undici" | "axios";

export interface SenderStart {
  readonly kind: SenderKind;
  /** Of the receiver that counts; in the room it is the endpoint `live`. */
  readonly url: string;
  /** Further endpoints of the room, as lines of a settings file. */
  readonly others: string;
  /** Endpoints that are paused by hand: what is accepted for them waits, and nothing is tried. */
  readonly paused?: readonly string[];
}

/** Sends one event; resolves when the receiver has answered with 2xx. */
type Send = (event: CallEvent) => Promise<void>;

const concurrency = 32;
const secret = randomBytes(32).toString("base64");
let send: Send = () => Promise.reject(new Error("not started"));
let runs = 0;
let commits: number[] = [];

/** As large as a webhook of the native dialect. */
const body = JSON.stringify({
  ...callEvents(1, 0)[0],
  eventId: ulid(),
  seq: 1,
  pbx: "",
  padding: "x".repeat(120),
});

async function room(outbox: OutboxKind, { url, others, paused = [] }: SenderStart): Promise<Send> {
  const webhooks = createWebhooks({
    clock: createRealClock(),
    random: Math.random,
    log: silentLog,
    newId: createEventIds(randomFillSync),
    outbox: await openOutbox(outbox, (durationMs) => commits.push(durationMs)),
    version: "0",
  });
  const waiting = new Map<string, () => void>();
  webhooks.onAttempt(({ endpoint, result, chainId, type }) => {
    if (endpoint === "live" && result === "delivered") waiting.get(`${chainId} ${type}`)?.();
  });
  const live = ["[endpoint.live]", `url = ${url}/live`, "dialect = native", `secret = whsec_${secret}`];
  const { endpoints } = settingsOf([...live, `concurrency = ${concurrency}`, others].join("\n"));
  webhooks.apply(endpoints, { timezone: "Europe/Prague" });
  await webhooks.start();
  for (const name of paused) webhooks.pause(name);
  return (event) =>
    new Promise((delivered) => {
      const key = `${event.chainId} ${event.type}`;
      waiting.set(key, () => {
        waiting.delete(key);
        delivered();
      });
      void webhooks.accept([event]);
    });
}

/** Pool, signature, nothing else: no order, no retry, no record. */
function rawUndici(url: string): Send {
  const pool = new Pool(url, { connections: concurrency, pipelining: 1 });
  const key = Buffer.from(secret, "base64");
  return async () => {
    const id = ulid();
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
    const headers = {
      "content-type": "application/json",
      "user-agent": "3CX-Webhook/0",
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": `v1,${signature}`,
    };
    const response = await pool.request({ path: "/live", method: "POST", headers, body });
    await response.body.dump();
  };
}

function plainAxios(url: string): Send {
  const client = axios.create({
    httpAgent: new Agent({ keepAlive: true, maxSockets: concurrency }),
    proxy: false,
  });
  return async () =>
    void (await client.post(`${url}/live`, body, { headers: { "content-type": "application/json" } }));
}

const questions = {
  async start(options: SenderStart) {
    if (options.kind === "undici") send = rawUndici(options.url);
    else if (options.kind === "axios") send = plainAxios(options.url);
    else send = await room(options.kind.room, options);
  },
  /** All at once; events a second until the last was answered. */
  async burst(count: number) {
    runs += 1;
    const events = callEvents(count, runs);
    const startedAtMs = machineMs();
    await Promise.all(events.map((event) => send(event)));
    return (count * 1000) / (machineMs() - startedAtMs);
  },
  /** At random moments; milliseconds from each event to its 2xx. */
  async paced({ perSecond, forMs }: { perSecond: number; forMs: number }) {
    runs += 1;
    const events = callEvents(Math.round((perSecond * forMs) / 1000), runs);
    const open: Promise<number>[] = [];
    let dueAtMs = machineMs();
    for (const event of events) {
      dueAtMs += (-Math.log(1 - Math.random()) * 1000) / perSecond;
      const leftMs = dueAtMs - machineMs();
      if (leftMs > 0) await sleep(leftMs);
      const atMs = machineMs();
      open.push(send(event).then(() => machineMs() - atMs));
    }
    return Promise.all(open);
  },
  /** Milliseconds of each commit since the last question. */
  takeCommits: () => {
    const taken = commits;
    commits = [];
    return taken;
  },
  processorMs,
};

export type WebhooksQuestions = typeof questions;
answer(questions);
