/** From an event to the log's rows and back: webhooks, the file and a receiver on loopback, all real. */
import { createServer } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createDeliveryLog } from "../../../src-main/store/log/create-delivery-log.ts";
import { createWebhookLog } from "../../../src-main/program/webhook-log.ts";
import { createRealClock } from "../../../src-main/clock.ts";
import { createWebhooks } from "../../../src-main/webhooks/create-webhooks.ts";
import { asCurl } from "../../../src-main/webhooks/log/curl.ts";
import { createMemoryOutbox } from "../../../src-main/webhooks/memory-outbox.ts";
import type { EndpointSettings } from "../../../src-shared/settings/settings.ts";
import { inProcess, logFolder, valueOf } from "../store/log/log-fixture.ts";
import { createLogBook } from "../webhooks/delivery/bench.ts";
import { ended, endpoint, ringing } from "../webhooks/events.ts";
import { expectNoSecret, plantedEndpoint } from "../webhooks/log/planted.ts";

interface Got {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Repeats what it gets, and answers with the status of the moment. */
async function receiver() {
  const got: Got[] = [];
  const state = { status: 200 };
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const one = { url: request.url ?? "", headers: request.headers, body };
      got.push(one);
      const repeated = { "x-echo": encodeURIComponent(JSON.stringify(one)), "x-url": one.url };
      response.writeHead(state.status, repeated).end(JSON.stringify(one));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/3cx`, got, state };
}

async function open(endpoints: readonly EndpointSettings[]) {
  const { log, lines } = createLogBook();
  const clock = createRealClock();
  let ids = 0;
  const newId = () => `01TEST${String((ids += 1)).padStart(20, "0")}`;
  const path = join(logFolder(), "log.db");
  const deliveryLog = createDeliveryLog({ path, keepDays: 30, clock, log, connect: inProcess });
  const outbox = createMemoryOutbox();
  const webhooks = createWebhooks({ clock, random: () => 0.5, log, newId, outbox, version: "9.9.9" });
  const webhookLog = createWebhookLog({
    deliveryLog,
    resender: webhooks,
    clock,
    log,
    newId,
    version: "9.9.9",
  });
  webhooks.onAccepted(webhookLog.accepted);
  webhooks.onAttempt(webhookLog.attempt);
  const apply = (next: readonly EndpointSettings[]): void => {
    webhookLog.apply(next, { timezone: "Europe/Prague" });
    webhooks.apply(next, { timezone: "Europe/Prague" });
  };
  apply(endpoints);
  await webhooks.start();
  onTestFinished(async () => {
    await webhooks.stop(100);
    await deliveryLog.close();
  });
  return { webhooks, webhookLog, deliveryLog, lines, apply };
}

async function eventually(done: () => boolean): Promise<void> {
  await expect.poll(done, { interval: 10 }).toBe(true);
}

test("nothing that comes out of the log holds a secret, even when the receiver repeats all of them", async () => {
  const { url, got, state } = await receiver();
  state.status = 500;
  const { webhooks, webhookLog, deliveryLog, lines } = await open([
    plantedEndpoint({ url, name: "crm" }),
    plantedEndpoint({ url, name: "desk", method: "GET" }),
  ]);
  await webhooks.accept([ringing(), ended()]);
  await eventually(() => got.length >= 2);
  expect(got[0]?.headers["authorization"]).toBe("Bearer HeaderToken-abcdef");
  expect(got[0]?.url).toContain("QueryKey-12345678");
  await eventually(() => lines.filter(({ message }) => message.includes("tried again")).length >= 2);
  await webhookLog.sendTest(plantedEndpoint({ url, name: "crm" }), "ended");

  const { rows } = valueOf(await deliveryLog.query({}));
  expect(rows).toHaveLength(5);
  const details = await Promise.all(rows.map(async ({ id }) => valueOf(await deliveryLog.delivery(id))));
  expect(details.flatMap((detail) => detail?.tries.map(({ answer }) => answer ?? "")).join()).toContain(
    "***",
  );
  const urls = details.flatMap((detail) => detail?.tries.flatMap(({ headers = [] }) => headers));
  expect(urls.find((pair) => pair?.[0] === "x-url" && pair[1].includes("***"))).toBeDefined();
  const exported: string[] = [];
  for (const format of ["csv", "json-lines"] as const) {
    for await (const piece of deliveryLog.export({}, format)) exported.push(piece);
  }
  const commands = details.map((detail) => (detail === undefined ? "" : asCurl(detail.request)));
  const frozen = await deliveryLog.frozen(rows.map(({ id }) => id));
  for (const output of [rows, details, exported, commands, frozen, lines, await deliveryLog.stats()]) {
    expectNoSecret(output);
  }
});

test("what failed is sent again with the same id and the same bytes, once the receiver is mended", async () => {
  const { url, got, state } = await receiver();
  const settings = endpoint({ url, name: "crm" });
  const { webhooks, webhookLog, deliveryLog } = await open([settings]);
  state.status = 422;
  await webhooks.accept([ended()]);
  // Removed while it waits for its next try: the delivery is over.
  await eventually(() => got.length === 1);
  webhookLog.apply([], { timezone: undefined });
  webhooks.apply([], { timezone: undefined });
  await eventually(() => webhooks.status().length === 0 && webhooks.busy() === 0);
  webhookLog.apply([settings], { timezone: undefined });
  webhooks.apply([settings], { timezone: undefined });
  state.status = 200;

  await expect
    .poll(async () => valueOf(await deliveryLog.query({})).rows.map((row) => row.state))
    .toEqual(["dropped"]);
  const planned = await webhookLog.resend.plan({ states: ["dropped"] }, false);
  expect(planned).toMatchObject({ ok: true, plan: { toSend: 1, delivered: 0 } });
  const planId = planned.ok ? planned.plan.planId : "";
  expect(await webhookLog.resend.run(planId)).toMatchObject({
    state: "done",
    total: 1,
    delivered: 1,
    failed: 0,
  });

  expect(got).toHaveLength(2);
  expect(got[1]?.body).toBe(got[0]?.body);
  expect(got[1]?.headers["webhook-id"]).toBe(got[0]?.headers["webhook-id"]);
  expect(got[0]?.headers).not.toHaveProperty("webhook-replay");
  expect(got[1]?.headers["webhook-replay"]).toBe("1");
  const { rows } = valueOf(await deliveryLog.query({}));
  expect(rows).toMatchObject([{ state: "delivered", replayed: true, attempts: 2 }]);

  // What is delivered is left out, and named, unless somebody insists.
  expect(await webhookLog.resend.plan({}, false)).toMatchObject({ plan: { toSend: 0, delivered: 1 } });
  expect(await webhookLog.resend.plan({}, true)).toMatchObject({ plan: { toSend: 1, delivered: 1 } });
});
