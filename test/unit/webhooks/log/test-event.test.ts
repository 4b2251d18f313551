import { createServer } from "node:http";
import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createMask } from "../../../../src-main/program/log-mask.ts";
import type { DeliveryRecord } from "../../../../src-main/store/log/types.ts";
import { createHttpSender } from "../../../../src-main/webhooks/delivery/http-sender.ts";
import { secretsOfEndpoint } from "../../../../src-main/webhooks/log/shown-request.ts";
import { sendTestEvent } from "../../../../src-main/webhooks/log/test-event.ts";
import type { AttemptRecord } from "../../../../src-shared/webhooks/delivery-report.ts";
import { testEventTypes } from "../../../../src-shared/webhooks/log-query.ts";
import { createLogBook } from "../delivery/bench.ts";
import { endpoint } from "../events.ts";
import { expectNoSecret, plantedEndpoint } from "./planted.ts";

interface Got {
  readonly request: IncomingMessage;
  readonly body: string;
}

/** A receiver that repeats everything it got, secrets included. */
async function echo(status = 200) {
  const got: Got[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      got.push({ request, body });
      response.writeHead(status).end(JSON.stringify({ url: request.url, headers: request.headers, body }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/3cx`, got };
}

function ports() {
  const reported: { delivery: DeliveryRecord; attempt: AttemptRecord }[] = [];
  const { log, lines } = createLogBook();
  return {
    reported,
    lines,
    connect: () => createHttpSender(),
    nowMs: () => Date.UTC(2026, 0, 15, 12),
    newId: () => "01KF0000000000000000000000",
    log,
    version: "9.9.9",
    mask: (settings: Parameters<typeof secretsOfEndpoint>[0], text: string) =>
      createMask(secretsOfEndpoint(settings)).text(text),
    report: (delivery: DeliveryRecord, attempt: AttemptRecord) => void reported.push({ delivery, attempt }),
  };
}

const pbx = { timezone: "Europe/Prague" };

test("a test event arrives, marked as one, and the whole exchange comes back", async () => {
  const { url, got } = await echo();
  const to = ports();
  const outcome = await sendTestEvent(endpoint({ url }), "ringing", pbx, to);
  expect(got).toHaveLength(1);
  expect(got[0]?.request.headers).toMatchObject({
    "webhook-id": "test_01KF0000000000000000000000",
    "webhook-test": "1",
    "content-type": "application/json",
  });
  expect(JSON.parse(got[0]?.body ?? "")).toMatchObject({ id: "test_260115115855-0" });
  expect(outcome).toMatchObject({
    ok: true,
    exchange: {
      delivered: true,
      status: 200,
      sentence: "The receiver accepted the test with 200.",
      request: { url, body: got[0]?.body, headers: { "webhook-test": "1" } },
      phases: { totalMs: expect.any(Number) },
    },
  });
  expect(to.reported).toMatchObject([
    { delivery: { test: true, endpoint: "crm" }, attempt: { test: true, result: "delivered", status: 200 } },
  ]);
});

test("no secret comes back, even from a receiver that repeats all of them", async () => {
  const { url, got } = await echo(422);
  const to = ports();
  const outcome = await sendTestEvent(plantedEndpoint({ url }), "ended", pbx, to);
  expect(got[0]?.request.headers["authorization"]).toBe("Bearer HeaderToken-abcdef");
  expect(got[0]?.request.headers["webhook-signature"]).toMatch(/^v1,/);
  expectNoSecret({ outcome, reported: to.reported, lines: to.lines });
  expect(outcome).toMatchObject({ ok: true, exchange: { delivered: false, status: 422 } });
  expect(to.reported[0]?.attempt).toMatchObject({ result: "gave-up", error: expect.stringContaining("422") });
});

test.each(["komplit", "creomate", "k2m", "native"] as const)(
  "the dialect %s can be tried with each event",
  async (dialect) => {
    const { url, got } = await echo();
    const to = ports();
    const outcomes = [];
    for (const type of testEventTypes)
      outcomes.push(await sendTestEvent(endpoint({ url, dialect }), type, pbx, to));
    const sent = outcomes.filter(({ ok }) => ok);
    expect(got).toHaveLength(sent.length);
    expect(sent.length).toBeGreaterThanOrEqual(3);
    for (const { body, request } of got) expect(`${request.url}${body}`).toContain("test_");
  },
);

test("a receiver that is not there: a sentence says so", async () => {
  const to = ports();
  const outcome = await sendTestEvent(endpoint({ url: "http://127.0.0.1:1/3cx" }), "started", pbx, to);
  expect(outcome).toMatchObject({
    ok: true,
    exchange: { delivered: false, sentence: expect.stringContaining("127.0.0.1:1") },
  });
  expect(to.reported[0]?.attempt.result).toBe("gave-up");
});
