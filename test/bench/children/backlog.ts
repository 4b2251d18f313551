// The webhooks room with the queue on disk, in a process of its own, while its only receiver is down.
import { randomFillSync } from "node:crypto";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createRealClock } from "../../../src-main/clock.ts";
import { settingsOf } from "../../../src-main/demo/stage.ts";
import { createDurableOutbox } from "../../../src-main/store/queue/durable-outbox.ts";
import { createWebhooks, type Webhooks } from "../../../src-main/webhooks/create-webhooks.ts";
import { createEventIds } from "../../../src-main/webhooks/event-ids.ts";
import { answer } from "../child.ts";
import { pendingEndpoint } from "../pending-file.ts";
import { silentLog } from "../silent-log.ts";

// Here and not for all children, because it would be one more way to be unlike the program.
setFlagsFromString("--expose-gc");
const collectGarbage: unknown = runInNewContext("gc");

const open: { webhooks?: Webhooks } = {};

const questions = {
  /** Nothing listens on port 1. */
  async start({ path }: { path: string }) {
    const clock = createRealClock();
    const opened = await createDurableOutbox({
      ...{ path, durability: "full", clock, log: silentLog },
      onAlarm: () => {},
    });
    if (!opened.ok) throw new Error(opened.sentence);
    const webhooks = createWebhooks({
      clock,
      random: Math.random,
      log: silentLog,
      newId: createEventIds(randomFillSync),
      outbox: opened.outbox,
      version: "0",
    });
    const section = [`[endpoint.${pendingEndpoint}]`, "url = http://127.0.0.1:1/crm", "dialect = native"];
    webhooks.apply(settingsOf(section.join("\n")).endpoints, { timezone: "Europe/Prague" });
    await webhooks.start();
    open.webhooks = webhooks;
  },
  waiting: () => open.webhooks?.status().reduce((total, { waiting }) => total + waiting, 0) ?? 0,
  /** What the process holds when nothing is left to collect, in bytes. */
  memory() {
    if (typeof collectGarbage === "function") collectGarbage();
    return process.memoryUsage.rss();
  },
};

export type BacklogQuestions = typeof questions;
answer(questions);
